import { checkScored } from './internal/check-scored.ts'
import { type Tally, tallyByScore, totalsOf } from './internal/tally.ts'
import type { Scored } from './scored.ts'

/** Needs a tally by score, with both classes. */
export function aucOf(tally: Tally): number {
  const { positive, negative } = tally
  const totals = totalsOf(tally)
  let above = 0
  let area = 0
  for (let i = 0; i < positive.length; i++) {
    area += negative[i]! * ((above + positive[i]! / 2) / totals.positive)
    above += positive[i]!
  }
  return area / totals.negative
}

/**
 * Area under the ROC curve: the chance that a positive row scores higher than a negative one, a tie counting half.
 *
 * It is the Mann-Whitney statistic over the number of pairs, weighted by the product of the weights. Gini's coefficient is `2 * auc - 1`.
 *
 * @param scored - labels, scores on any scale and weights
 * @returns a number in [0, 1]; 0.5 for scores that tell nothing
 * @throws MillraceError `E_METRIC_ONE_CLASS` when a label does not occur; `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_LABEL`,
 * `E_METRIC_SCORE` or `E_METRIC_WEIGHT` when the input is not as {@link Scored} says
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.roc_auc_score.html
 * @example
 * ```ts
 * import { auc } from '@millrace/core/metrics'
 *
 * auc({ label: [0, 0, 1, 1], score: [0.1, 0.4, 0.35, 0.8] }) // => 0.75
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function auc(scored: Scored): number {
  return aucOf(tallyByScore(checkScored(scored, { metric: 'auc', bothClasses: true })))
}
