import { type EvidenceOf, type Model, rowDigests, type Table, type TaskKind } from '@millrace/core'
import type { BootstrapInterval } from '@millrace/core/metrics'
import { checkWeights } from '../model/check-weights.ts'
import { type MetricNameOf, type MetricsOf, numbers } from './kinds/evaluation-kind.ts'
import { evaluationOf } from './kinds/evaluation-kinds.ts'

/**
 * What is measured with an interval.
 *
 * @category Evaluation
 * @since 0.1.0
 */
export interface EvaluateOptions<Kind extends TaskKind = 'binary'> {
  /** Where the drawing of rows for intervals starts. @defaultValue 0 */
  readonly seed?: number
  /** Number of draws for each interval; 0 leaves intervals out. @defaultValue 1000 */
  readonly rounds?: number
  /** Share of the draws that an interval holds, in (0, 1). @defaultValue 0.95 */
  readonly confidence?: number
  /**
   * Metrics that get an interval.
   *
   * @defaultValue auc, logLoss, brier and accuracy; for several classes logLoss, accuracy, balancedAccuracy and macroF1; for numbers rmse, mae and r2
   */
  readonly intervals?: readonly MetricNameOf<Kind>[]
  /** The quantile of the pinball loss, for numbers. @defaultValue 0.5 */
  readonly quantile?: number | undefined
  /** Weight of each row, not negative. @defaultValue all 1 */
  readonly weights?: Float64Array | undefined
}

/**
 * A model measured on held-out rows.
 *
 * @category Evaluation
 * @since 0.1.0
 */
export interface Evaluation<Kind extends TaskKind = 'binary'> {
  /** The metrics, of two classes at the model's threshold. */
  readonly metrics: MetricsOf<Kind>
  /** Bootstrap intervals by metric. */
  readonly intervals: Readonly<Partial<Record<MetricNameOf<Kind>, BootstrapInterval>>>
  /** The rows behind the figures. */
  readonly evidence: EvidenceOf<Kind>
}

/**
 * Measures a model on rows that it was not trained on: all metrics of its kind, intervals, confusion, and the evidence for later comparisons.
 *
 * @param model - a trained or loaded model
 * @param table - labelled rows with the model's columns
 * @param options - intervals and seed
 * @returns figures as frozen JSON
 * @throws MillraceError `E_TARGET_NULL` when a row has no label, `E_TARGET_UNKNOWN_LABEL` when one has a label that the model does not know, `E_SCORE_NULL` when one has no
 * score, `E_METRIC_ONE_CLASS` when all labels are alike, `E_WEIGHTS_INVALID`, and as `predict`
 * @example
 * ```ts
 * import { defineFeatures, fromRows } from '@millrace/core'
 * import { binary, defineModel, evaluate, logisticRegression, train } from '@millrace/train'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ income: z.number(), repaid: z.enum(['yes', 'no']) })
 * const features = defineFeatures(Loan, ({ income }) => ({ income }))
 * const spec = defineModel({ name: 'repayment', features, target: binary('repaid', { positive: 'yes' }), trainer: logisticRegression() })
 * const loans = fromRows(Loan, Array.from({ length: 40 }, (_, i) => ({ income: i, repaid: i % 5 < i / 10 ? 'yes' : 'no' })))
 * const model = await train(spec, loans.slice(0, 30), { seed: 7 })
 * const { metrics, intervals, evidence } = evaluate(model, loans, { intervals: ['auc'] })
 * metrics.rows // => 40
 * metrics.auc > 0.7 // => true
 * intervals.auc?.rounds // => 1000
 * evidence.label.length // => 40
 * ```
 * @category Evaluation
 * @since 0.1.0
 */
export function evaluate<Label, Kind extends TaskKind = 'binary'>(
  model: Model<never, Label, Kind>,
  table: Table,
  options: EvaluateOptions<Kind> = {},
): Evaluation<Kind> {
  const { target } = model.definition
  const kind = evaluationOf<Kind>(target)
  const { seed = 0, rounds = 1000, confidence = 0.95, intervals = kind.usual, weights, quantile } = options
  checkWeights('evaluate', weights, table.rowCount)
  const scored = kind.score(model, table, weights)
  const measured = (rounds === 0 ? [] : intervals).map(
    (metric) => [metric, kind.interval(scored, target, { metric, seed, rounds, confidence, quantile })] as const,
  )
  return Object.freeze({
    metrics: kind.metrics(scored, target, { quantile }),
    intervals: Object.freeze(Object.fromEntries(measured)),
    evidence: Object.freeze({
      row: rowDigests(table),
      ...kind.evidence(scored, target),
      ...(weights && { weight: numbers(weights) }),
    }),
  }) as unknown as Evaluation<Kind>
}
