import { accuracyOf } from './accuracy.ts'
import { aucOf } from './auc.ts'
import { averagePrecisionOf } from './average-precision.ts'
import { brierOf } from './brier.ts'
import { type Confusion, checkThreshold, confusionOf, type ThresholdOptions } from './confusion.ts'
import { f1Of } from './f1.ts'
import { checkScored } from './internal/check-scored.ts'
import { tallyByScore } from './internal/tally.ts'
import { ksOf } from './ks.ts'
import { logLossOf } from './log-loss.ts'
import { mccOf } from './mcc.ts'
import { precisionOf } from './precision.ts'
import { recallOf } from './recall.ts'
import type { Scored } from './scored.ts'

/**
 * The metrics of a binary model on one set of rows.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface BinaryMetrics {
  /** Number of rows, whatever their weight. */
  readonly rows: number
  /** Where a probability becomes a positive prediction. */
  readonly threshold: number
  /** Area under the ROC curve. */
  readonly auc: number
  /** Area under the precision-recall curve, not interpolated. */
  readonly averagePrecision: number
  /** The greatest true positive rate minus false positive rate. */
  readonly ks: number
  /** Mean negative log likelihood, in nats. */
  readonly logLoss: number
  /** Mean squared error of the probabilities. */
  readonly brier: number
  /** Share of right predictions at the threshold. */
  readonly accuracy: number
  /** Share of positive rows among those predicted positive at the threshold. */
  readonly precision: number
  /** Share of the positive rows that are predicted positive at the threshold. */
  readonly recall: number
  /** Harmonic mean of precision and recall. */
  readonly f1: number
  /** Correlation of label and prediction at the threshold. */
  readonly mcc: number
  /** The confusion matrix at the threshold. */
  readonly confusion: Confusion
}

/**
 * All metrics of a binary model at once, for the price of one sort: the numbers that {@link auc}, {@link averagePrecision}, {@link ks},
 * {@link logLoss}, {@link brier}, {@link accuracy}, {@link precision}, {@link recall}, {@link f1} and {@link mcc} give.
 *
 * @param scored - labels, probabilities of label 1 and weights
 * @param options - the threshold at and above which a row is predicted positive
 * @returns a frozen record, fit for JSON
 * @throws MillraceError `E_METRIC_ONE_CLASS` when a label does not occur; `E_METRIC_OPTION` when the threshold is NaN;
 * `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_LABEL`, `E_METRIC_SCORE` or `E_METRIC_WEIGHT` when the input is not as {@link Scored} says
 * @example
 * ```ts
 * import { binaryMetrics } from '@millrace/core/metrics'
 *
 * const metrics = binaryMetrics({ label: [0, 0, 1, 1], score: [0.1, 0.4, 0.35, 0.8] })
 * metrics.auc // => 0.75
 * metrics.accuracy // => 0.75
 * metrics.confusion // => { truePositive: 1, falsePositive: 0, trueNegative: 2, falseNegative: 1 }
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function binaryMetrics(scored: Scored, options: ThresholdOptions = {}): BinaryMetrics {
  const threshold = checkThreshold('binaryMetrics', options)
  const tally = tallyByScore(checkScored(scored, { metric: 'binaryMetrics', probability: true, bothClasses: true }))
  const confusion = confusionOf(tally, threshold)
  return Object.freeze({
    rows: scored.label.length,
    threshold,
    auc: aucOf(tally),
    averagePrecision: averagePrecisionOf(tally),
    ks: ksOf(tally),
    logLoss: logLossOf(tally),
    brier: brierOf(tally),
    accuracy: accuracyOf(confusion),
    precision: precisionOf(confusion),
    recall: recallOf(confusion),
    f1: f1Of(confusion),
    mcc: mccOf(confusion),
    confusion,
  })
}
