import type { Column, Table, TaskKind, WorkOptions } from '@millrace/core'
import { folds as divide } from '@millrace/data/split'
import { assembleModel } from '../model/assemble-model.ts'
import { checkWeights } from '../model/check-weights.ts'
import type { ClassWeights } from '../model/class-weights.ts'
import type { ModelSpec } from '../model/define-model.ts'
import { fitEstimator } from '../model/fit-estimator.ts'
import { prepare } from '../model/prepare.ts'
import { targetKindOf } from '../model/targets/target-kinds.ts'
import { type FoldDivision, foldTable } from './fold-table.ts'
import { inTableOrder } from './in-table-order.ts'
import type { MetricNameOf, MetricsOf } from './kinds/evaluation-kind.ts'
import { evaluationOf } from './kinds/evaluation-kinds.ts'
import type { ScoredOf } from './scored-rows.ts'

/**
 * How {@link crossValidate} divides the rows.
 *
 * @category Evaluation
 * @since 0.1.0
 */
export interface CrossValidateOptions extends FoldDivision, WorkOptions {
  /** Weight of each row, in training and in metrics; not negative. @defaultValue all 1 */
  readonly weights?: Float64Array | undefined
  /** Weight of each class in training, as `train` takes it; metrics do not reckon with it. @defaultValue all 1 */
  readonly classWeights?: ClassWeights | undefined
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
export type OutOfFold<Kind extends TaskKind = 'binary'> = ScoredOf<Kind> & {
  /** Where each row lies in the table; with `forward`, the rows of the first fold are missing. */
  readonly row: Int32Array
}

/**
 * Each metric over the folds; `poissonDeviance` is null where it is not known in a fold.
 *
 * @category Evaluation
 * @since 0.1.0
 */
export type FoldSummaries<Kind extends TaskKind = 'binary'> = {
  readonly [Name in MetricNameOf<Kind>]: Name extends 'poissonDeviance' ? FoldSummary | null : FoldSummary
}

/**
 * A spec measured by cross-validation.
 *
 * @category Evaluation
 * @since 0.1.0
 */
export interface CrossValidation<Kind extends TaskKind = 'binary'> {
  /** Each metric over the folds. */
  readonly summary: FoldSummaries<Kind>
  /** The metrics of each fold. */
  readonly folds: readonly MetricsOf<Kind>[]
  /** What was said of each tested row by the model that had not seen it: for `calibrate` and `chooseThreshold`. */
  readonly outOfFold: OutOfFold<Kind>
}

/**
 * Trains a spec once a fold and measures each model on the rows that it did not see. Features are fitted anew in every fold, so that nothing leaks.
 *
 * @param spec - the model
 * @param table - labelled rows
 * @param options - `seed`, number of folds, and how rows go into them: stratified, by group, in time order, or by a stored column
 * @returns metrics by fold, their mean and deviation, and what was said out of fold
 * @throws RangeError when more than one of `column`, `group` and `time` is given
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
export async function crossValidate<In, Label, Row, Kind extends TaskKind = 'binary'>(
  spec: ModelSpec<In, Label, Row, Kind>,
  table: Table<NoInfer<Row>>,
  options: CrossValidateOptions,
): Promise<CrossValidation<Kind>> {
  const { seed, weights, classWeights, signal, progress } = options
  checkWeights('crossValidate', weights, table.rowCount)
  const weightsOf = (rows: Int32Array) => weights && Float64Array.from(rows, (row) => weights[row]!)
  const { table: folded, column, forward } = foldTable(table as unknown as Table, spec.target, options)
  const targets = targetKindOf<Kind>(spec.target)
  const { record } = targets.read(folded, spec.target, weights)
  const settled = { ...spec, target: targets.settle(spec.target, record) }
  const kind = evaluationOf<Kind>(spec.target)
  const tested: OutOfFold<Kind>[] = []
  const measured: MetricsOf<Kind>[] = []
  const total = countDistinct(folded.column(column)) - Number(forward)
  const report = () =>
    progress?.({ task: `cross-validate ${spec.name} with ${spec.trainer.name}`, done: tested.length, total, unit: 'folds' })
  for (const fold of divide(folded, { column, forward })) {
    report()
    const prepared = await prepare<Kind>(settled, fold.train, { seed, signal, weights: weightsOf(fold.trainRows), classWeights })
    const estimator = await fitEstimator(prepared, spec.trainer, { seed, signal })
    const model = assembleModel<never, Label, Kind>(prepared, { trainer: spec.trainer, estimator })
    const scored = kind.score(model, fold.test, weightsOf(fold.testRows))
    measured.push(kind.metrics(scored, model.definition.target, {}))
    tested.push({ row: fold.testRows, ...scored })
  }
  report()
  return Object.freeze({
    summary: summariesOf<Kind>(kind.names, measured),
    folds: Object.freeze(measured),
    outOfFold: inTableOrder(tested),
  })
}

const countDistinct = (column: Column) => new Set(column.type === 'number' ? column.values : column.codes).size

function summariesOf<Kind extends TaskKind>(names: readonly MetricNameOf<Kind>[], folds: readonly MetricsOf<Kind>[]): FoldSummaries<Kind> {
  const valuesOf = (name: string) => folds.map((fold) => (fold as unknown as Readonly<Record<string, number | null>>)[name]!)
  const summaries = names.map((name) => {
    const values = valuesOf(name)
    return [name, values.includes(null as never) ? null : summarise(values)] as const
  })
  return Object.freeze(Object.fromEntries(summaries)) as FoldSummaries<Kind>
}

function summarise(values: readonly number[]): FoldSummary {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Object.freeze({ mean, deviation: Math.sqrt(squares / Math.max(values.length - 1, 1)) })
}
