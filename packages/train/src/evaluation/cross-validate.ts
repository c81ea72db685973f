import type { Column, Table, WorkOptions } from '@millrace/core'
import { type BinaryMetricName, type BinaryMetrics, binaryMetricNames, binaryMetrics } from '@millrace/core/metrics'
import { folds as divide, kFold } from '@millrace/data'
import { checkWeights } from '../model/check-weights.ts'
import type { ModelSpec } from '../model/define-model.ts'
import { train } from '../model/train.ts'
import { byProbability, scoreTable } from './score-table.ts'
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
  /** Weight of each row, in training and in metrics; not negative. @defaultValue all 1 */
  readonly weights?: Float64Array | undefined
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
 * @example
 * ```ts
 * import { defineFeatures, fromRows } from '@millrace/core'
 * import { binary, crossValidate, defineModel, logisticRegression } from '@millrace/train'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ income: z.number(), repaid: z.enum(['yes', 'no']) })
 * const features = defineFeatures(Loan, ({ income }) => ({ income }))
 * const spec = defineModel({ name: 'repayment', features, target: binary('repaid', { positive: 'yes' }), trainer: logisticRegression() })
 * const loans = fromRows(Loan, Array.from({ length: 40 }, (_, i) => ({ income: i, repaid: i % 5 < i / 10 ? 'yes' : 'no' })))
 * const { summary, folds, outOfFold } = await crossValidate(spec, loans, { folds: 4, seed: 7 })
 * folds.length // => 4
 * summary.auc.mean > 0.7 // => true
 * outOfFold.probability.length // => 40
 * ```
 * @category Evaluation
 * @since 0.1.0
 */
export async function crossValidate<In, Label, Row>(
  spec: ModelSpec<In, Label, Row>,
  table: Table<NoInfer<Row>>,
  options: CrossValidateOptions,
): Promise<CrossValidation> {
  const { seed, folds: count = 5, forward = false, weights, signal, progress } = options
  checkWeights('crossValidate', weights, table.rowCount)
  const weightsOf = (rows: Int32Array) => weights && Float64Array.from(rows, (row) => weights[row]!)
  const column = options.column ?? '~validation'
  const rows = table as Table<Record<string, unknown>>
  const folded = options.column === undefined ? kFold(rows, { folds: count, seed, stratify: spec.target.column, column }) : rows
  const tested: OutOfFold[] = []
  const total = countDistinct(folded.column(column)) - Number(forward)
  const report = () =>
    progress?.({ task: `cross-validate ${spec.name} with ${spec.trainer.name}`, done: tested.length, total, unit: 'folds' })
  for (const fold of divide(folded, { column, forward })) {
    report()
    const model = await train(spec as ModelSpec<In, Label>, fold.train, { seed, signal, weights: weightsOf(fold.trainRows) })
    tested.push({ row: fold.testRows, ...scoreTable(model, fold.test, weightsOf(fold.testRows)) })
  }
  report()
  const measured = tested.map((fold) => binaryMetrics(byProbability(fold)))
  const summary = Object.fromEntries(binaryMetricNames.map((name) => [name, summarise(measured.map((one) => one[name]))]))
  return Object.freeze({
    summary: Object.freeze(summary) as CrossValidation['summary'],
    folds: Object.freeze(measured),
    outOfFold: inTableOrder(tested),
  })
}

const countDistinct = (column: Column) => new Set(column.type === 'number' ? column.values : column.codes).size

function inTableOrder(folds: readonly OutOfFold[]): OutOfFold {
  const rows = folds.flatMap(({ row }) => Array.from(row))
  const order = Int32Array.from(rows.keys()).sort((a, b) => rows[a]! - rows[b]!)
  const joined = (values: (fold: OutOfFold) => Float64Array | undefined) => {
    const all = folds.flatMap((fold) => Array.from(values(fold) ?? []))
    return Float64Array.from(order, (i) => all[i]!)
  }
  return Object.freeze({
    row: Int32Array.from(order, (i) => rows[i]!),
    label: joined(({ label }) => label),
    score: joined(({ score }) => score),
    probability: joined(({ probability }) => probability),
    ...(folds[0]?.weight && { weight: joined(({ weight }) => weight) }),
  })
}

function summarise(values: readonly number[]): FoldSummary {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Object.freeze({ mean, deviation: Math.sqrt(squares / Math.max(values.length - 1, 1)) })
}
