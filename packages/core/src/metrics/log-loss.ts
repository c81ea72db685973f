import { checkScored } from './internal/check-scored.ts'
import { type Tally, tallyByRow } from './internal/tally.ts'
import type { Scored } from './scored.ts'

/** Log loss of tallies over the same scores, which must be probabilities: the logarithms are taken once. */
export function logLossOver(score: Float64Array): (tally: Tally) => number {
  const probability = score.map((value) => Math.min(Math.max(value, Number.EPSILON), 1 - Number.EPSILON))
  const ofPositive = probability.map((value) => Math.log(value))
  const ofNegative = probability.map((value) => Math.log1p(-value))
  return ({ positive, negative }) => {
    let loss = 0
    let total = 0
    for (let i = 0; i < positive.length; i++) {
      loss -= positive[i]! * ofPositive[i]! + negative[i]! * ofNegative[i]!
      total += positive[i]! + negative[i]!
    }
    return loss / total
  }
}

/** Log loss of one tally. */
export const logLossOf = (tally: Tally): number => logLossOver(tally.score)(tally)

/**
 * Log loss: the mean of -log(p) over positive rows and -log(1 - p) over negative ones, in nats. Lower is better.
 *
 * Probabilities are clipped to [2^-52, 1 - 2^-52], as scikit-learn does for doubles since 1.3, so that a certain and wrong prediction
 * costs 36.04.
 *
 * @param scored - labels, probabilities of label 1 and weights
 * @returns a number that is not negative; 0.693 for predictions of one half
 * @throws MillraceError `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_LABEL`, `E_METRIC_SCORE` or `E_METRIC_WEIGHT` when the input is not as
 * {@link Scored} says
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.log_loss.html
 * @example
 * ```ts
 * import { logLoss } from '@millrace/core/metrics'
 *
 * logLoss({ label: [0, 1], score: [0.2, 0.8] }) // => 0.22314
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function logLoss(scored: Scored): number {
  return logLossOf(tallyByRow(checkScored(scored, { metric: 'logLoss', probability: true })))
}
