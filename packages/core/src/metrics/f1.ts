import { type Confusion, confusionFor, type ThresholdOptions } from './confusion.ts'
import type { Scored } from './scored.ts'

export function f1Of({ truePositive, falsePositive, falseNegative }: Confusion): number {
  return truePositive > 0 ? truePositive / (truePositive + (falsePositive + falseNegative) / 2) : 0
}

/**
 * F1: the harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN).
 *
 * It is 0 where no positive row is found, as in scikit-learn.
 *
 * @param scored - labels, scores on the threshold's scale and weights
 * @param options - the threshold at and above which a row is predicted positive
 * @returns a number in [0, 1]
 * @throws MillraceError `E_METRIC_OPTION` when the threshold is NaN; `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_LABEL`, `E_METRIC_SCORE`
 * or `E_METRIC_WEIGHT` when the input is not as {@link Scored} says
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.f1_score.html
 * @example
 * ```ts
 * import { f1 } from '@millrace/core/metrics'
 *
 * f1({ label: [0, 0, 1, 1, 1], score: [0.1, 0.6, 0.5, 0.9, 0.2] }) // => 0.6667
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function f1(scored: Scored, options: ThresholdOptions = {}): number {
  return f1Of(confusionFor('f1', scored, options))
}
