import type { Table, WorkOptions } from '@millrace/core'
import { type BinaryMetricName, type BinaryMetrics, binaryMetricNames, binaryMetrics } from '@millrace/core/metrics'
import { folds as divide, kFold } from '@millrace/data'
import type { ModelSpec } from '../model/define-model.ts'
import { train } from '../model/train.ts'
import { scoreTable } from './score-table.ts'
import type { ScoredRows } from './scored-rows.ts'

/**
 * How {@link crossValidate} divides the rows.
 *
 * @category Evaluation
 * @since 0.1.0
 */
export interface CrossValidateOptions extends WorkOptions {
  /** Where randomness starts. */
  readonly seed: number
  /** Number of folds, stratified by the target; not used where a fold column is named. @defaultValue 5 */
  readonly folds?: number
  /** A column of stored folds, as `kFold` adds it: grouped or in time order, say. @defaultValue stratified folds are made */
  readonly column?: string
  /** Trains on earlier folds alone, for folds in time order. @defaultValue false */
  readonly forward?: boolean
}

/**
 * A metric over the folds.
 *
 * @category Evaluation
 * @since 0.1.0
 */
export interface FoldSummary {
  /** Mean over the folds. */
  readonly mean: number
  /** Sample standard deviation over the folds. */
  readonly deviation: number
}

/**
 * Scored rows of a cross-validation, in the order of the table.
 *
 * @category Evaluation
 * @since 0.1.0
 */
export interface OutOfFold extends ScoredRows {
  /** Where each row lies in the table; with `forward`, the rows of the first fold are missing. */
  readonly row: Int32Array
  /** Probability of the positive label. */
  readonly probability: Float64Array
}

/**
 * A spec measured by cross-validation.
 *
 * @category Evaluation
 * @since 0.1.0
 */
export interface CrossValidation {
  /** Each metric over the folds. */
  readonly summary: Readonly<Record<BinaryMetricName, FoldSummary>>
  /** The metrics of each fold. */
  readonly folds: readonly BinaryMetrics[]
  /** What was said of each tested row by the model that had not seen it: for `calibrate` and `chooseThreshold`. */
  readonly outOfFold: OutOfFold
}

/**
 * Trains a spec once a fold and measures each model on the rows that it did not see. Features are fitted anew in every fold, so that nothing leaks.
 *
 * @param spec - the model
 * @param table - labelled rows
 * @param options - `seed`, number of folds or a stored fold column
 * @returns metrics by fold, their mean and deviation, and out-of-fold probabilities
 * @throws MillraceError as `train`, `kFold` and `folds`
 * @category Evaluation
 * @since 0.1.0
 */
export async function crossValidate<In, Label, Row>(
  spec: ModelSpec<In, Label, Row>,
  table: Table<Row>,
  options: CrossValidateOptions,
): Promise<CrossValidation> {
  const { seed, folds: count = 5, forward = false, signal, progress } = options
  const column = options.column ?? '~validation'
  const rows = table as Table<Record<string, unknown>>
  const folded = options.column === undefined ? kFold(rows, { folds: count, seed, stratify: spec.target.column, column }) : rows
  const tested: OutOfFold[] = []
  const divisions = [...divide(folded, { column, forward })]
  for (const [done, { train: fitting, test, testRows }] of divisions.entries()) {
    progress?.({ task: `cross-validate ${spec.name} with ${spec.trainer.name}`, done, total: divisions.length, unit: 'folds' })
    const model = await train(spec as ModelSpec<In, Label, unknown>, fitting, { seed, signal })
    tested.push({ row: testRows, ...scoreTable(model, test) })
  }
  progress?.({ task: `cross-validate ${spec.name} with ${spec.trainer.name}`, done: divisions.length, total: divisions.length, unit: 'folds' })
  const measured = tested.map(({ label, probability }) => binaryMetrics({ label, score: probability }))
  const summary = Object.fromEntries(binaryMetricNames.map((name) => [name, summarise(measured.map((one) => one[name]))]))
  return Object.freeze({ summary: Object.freeze(summary) as CrossValidation['summary'], folds: Object.freeze(measured), outOfFold: inTableOrder(tested) })
}

function inTableOrder(folds: readonly OutOfFold[]): OutOfFold {
  const joined = (name: 'row' | 'label' | 'score' | 'probability') => folds.flatMap((fold) => Array.from(fold[name]))
  const row = joined('row')
  const order = Array.from(row.keys()).sort((a, b) => row[a]! - row[b]!)
  const ordered = (values: readonly number[]) => order.map((i) => values[i]!)
  return Object.freeze({
    row: Int32Array.from(ordered(row)),
    label: Float64Array.from(ordered(joined('label'))),
    score: Float64Array.from(ordered(joined('score'))),
    probability: Float64Array.from(ordered(joined('probability'))),
  })
}

function summarise(values: readonly number[]): FoldSummary {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Object.freeze({ mean, deviation: Math.sqrt(squares / Math.max(values.length - 1, 1)) })
}
