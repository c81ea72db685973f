import { checkScored } from './internal/check-scored.ts'
import { type Tally, tallyByScore, totalsOf } from './internal/tally.ts'
import type { Scored } from './scored.ts'

/** Needs a tally by score, with both classes. */
export function ksOf(tally: Tally): number {
  const totals = totalsOf(tally)
  let truePositive = 0
  let falsePositive = 0
  let greatest = 0
  for (let i = 0; i < tally.score.length; i++) {
    truePositive += tally.positive[i]!
    falsePositive += tally.negative[i]!
    greatest = Math.max(greatest, truePositive / totals.positive - falsePositive / totals.negative)
  }
  return greatest
}

/**
 * The Kolmogorov-Smirnov statistic of credit scoring: the greatest true positive rate minus false positive rate over all thresholds.
 *
 * It is one-sided: scores that rank the wrong way give values near 0.
 *
 * @param scored - labels, scores on any scale and weights
 * @returns a number in [0, 1]
 * @throws MillraceError `E_METRIC_ONE_CLASS` when a label does not occur; `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_LABEL`,
 * `E_METRIC_SCORE` or `E_METRIC_WEIGHT` when the input is not as {@link Scored} says
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.roc_curve.html (the greatest `tpr - fpr`)
 * @example
 * ```ts
 * import { ks } from '@millrace/core/metrics'
 *
 * ks({ label: [0, 0, 1, 1], score: [0.1, 0.4, 0.35, 0.8] }) // => 0.5
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function ks(scored: Scored): number {
  return ksOf(tallyByScore(checkScored(scored, { metric: 'ks', bothClasses: true })))
}
