import { type Confusion, confusionFor, type ThresholdOptions } from './confusion.ts'
import type { Scored } from './scored.ts'

export function precisionOf({ truePositive, falsePositive }: Confusion): number {
  return truePositive > 0 ? truePositive / (truePositive + falsePositive) : 0
}

/**
 * Precision: the share, by weight, of the rows predicted positive that are positive.
 *
 * It is 0 where no row is predicted positive, as in scikit-learn.
 *
 * @param scored - labels, scores on the threshold's scale and weights
 * @param options - the threshold at and above which a row is predicted positive
 * @returns a number in [0, 1]
 * @throws MillraceError `E_METRIC_OPTION` when the threshold is NaN; `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_LABEL`, `E_METRIC_SCORE`
 * or `E_METRIC_WEIGHT` when the input is not as {@link Scored} says
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.precision_score.html
 * @example
 * ```ts
 * import { precision } from '@millrace/core/metrics'
 *
 * precision({ label: [0, 0, 1, 1, 1], score: [0.1, 0.6, 0.5, 0.9, 0.2] }) // => 0.6667
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function precision(scored: Scored, options: ThresholdOptions = {}): number {
  return precisionOf(confusionFor('precision', scored, options))
}
