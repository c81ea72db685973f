import { type Confusion, confusionFor, type ThresholdOptions } from './confusion.ts'
import type { Scored } from './scored.ts'

export function accuracyOf({ truePositive, falsePositive, trueNegative, falseNegative }: Confusion): number {
  const right = truePositive + trueNegative
  return right / (right + falsePositive + falseNegative)
}

/**
 * Accuracy: the share of rows, by weight, whose prediction is their label.
 *
 * A rare label makes it high for any model: compare it with the share of the commoner label.
 *
 * @param scored - labels, scores on the threshold's scale and weights
 * @param options - the threshold at and above which a row is predicted positive
 * @returns a number in [0, 1]
 * @throws MillraceError `E_METRIC_OPTION` when the threshold is NaN; `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_LABEL`, `E_METRIC_SCORE`
 * or `E_METRIC_WEIGHT` when the input is not as {@link Scored} says
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.accuracy_score.html
 * @example
 * ```ts
 * import { accuracy } from '@millrace/core/metrics'
 *
 * accuracy({ label: [0, 0, 1, 1, 1], score: [0.1, 0.6, 0.5, 0.9, 0.2] }) // => 0.6
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function accuracy(scored: Scored, options: ThresholdOptions = {}): number {
  return accuracyOf(confusionFor('accuracy', scored, options))
}
