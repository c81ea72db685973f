import { checkScored } from './internal/check-scored.ts'
import { type Tally, tallyByScore } from './internal/tally.ts'
import type { Scored } from './scored.ts'

/** Needs a tally by score, with positive rows. */
export function averagePrecisionOf({ positive, negative }: Tally): number {
  let found = 0
  let selected = 0
  let sum = 0
  for (let i = 0; i < positive.length; i++) {
    found += positive[i]!
    selected += positive[i]! + negative[i]!
    if (positive[i]! > 0) sum += positive[i]! * (found / selected)
  }
  return sum / found
}

/**
 * Average precision: the area under the precision-recall curve as the sum of (step in recall) x (precision there).
 *
 * Rows of equal score enter together. The curve is not interpolated, as in scikit-learn's `average_precision_score`.
 *
 * @param scored - labels, scores on any scale and weights
 * @returns a number in (0, 1]; the share of positive rows for scores that tell nothing
 * @throws MillraceError `E_METRIC_ONE_CLASS` when a label does not occur; `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_LABEL`,
 * `E_METRIC_SCORE` or `E_METRIC_WEIGHT` when the input is not as {@link Scored} says
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.average_precision_score.html
 * @example
 * ```ts
 * import { averagePrecision } from '@millrace/core/metrics'
 *
 * averagePrecision({ label: [0, 0, 1, 1], score: [0.1, 0.4, 0.35, 0.8] }) // => 0.8333
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function averagePrecision(scored: Scored): number {
  return averagePrecisionOf(tallyByScore(checkScored(scored, { metric: 'averagePrecision', bothClasses: true })))
}
