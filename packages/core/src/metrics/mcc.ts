import { type Confusion, confusionFor, type ThresholdOptions } from './confusion.ts'
import type { Scored } from './scored.ts'

export function mccOf({ truePositive, falsePositive, trueNegative, falseNegative }: Confusion): number {
  const labelled = Math.sqrt(truePositive + falseNegative) * Math.sqrt(trueNegative + falsePositive)
  const predicted = Math.sqrt(truePositive + falsePositive) * Math.sqrt(trueNegative + falseNegative)
  if (labelled === 0 || predicted === 0) return 0
  const mcc = (truePositive / labelled) * (trueNegative / predicted) - (falsePositive / labelled) * (falseNegative / predicted)
  return Math.min(Math.max(mcc, -1), 1)
}

/**
 * Matthews' correlation coefficient: the correlation of label and prediction.
 *
 * It is 0 where all labels or all predictions are alike, as in scikit-learn.
 *
 * @param scored - labels, scores on the threshold's scale and weights
 * @param options - the threshold at and above which a row is predicted positive
 * @returns a number in [-1, 1]
 * @throws MillraceError `E_METRIC_OPTION` when the threshold is NaN; `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_LABEL`, `E_METRIC_SCORE`
 * or `E_METRIC_WEIGHT` when the input is not as {@link Scored} says
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.matthews_corrcoef.html
 * @example
 * ```ts
 * import { mcc } from '@millrace/core/metrics'
 *
 * mcc({ label: [0, 0, 1, 1, 1], score: [0.1, 0.6, 0.5, 0.9, 0.2] }) // => 0.16667
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function mcc(scored: Scored, options: ThresholdOptions = {}): number {
  return mccOf(confusionFor('mcc', scored, options))
}
