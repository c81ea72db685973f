import { checkScored } from './internal/check-scored.ts'
import { type Tally, tallyByRow } from './internal/tally.ts'
import type { Scored } from './scored.ts'

/** Needs probabilities. */
export function brierOf({ score, positive, negative }: Tally): number {
  let loss = 0
  let total = 0
  for (let i = 0; i < score.length; i++) {
    loss += positive[i]! * (1 - score[i]!) ** 2 + negative[i]! * score[i]! ** 2
    total += positive[i]! + negative[i]!
  }
  return loss / total
}

/**
 * Brier score: the mean squared difference between probability and label. Lower is better.
 *
 * @param scored - labels, probabilities of label 1 and weights
 * @returns a number in [0, 1]; 0.25 for predictions of one half
 * @throws MillraceError `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_LABEL`, `E_METRIC_SCORE` or `E_METRIC_WEIGHT` when the input is not as
 * {@link Scored} says
 * @see G. W. Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78 (1950)
 * @example
 * ```ts
 * import { brier } from '@millrace/core/metrics'
 *
 * brier({ label: [0, 1], score: [0.25, 0.5] }) // => 0.15625
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function brier(scored: Scored): number {
  return brierOf(tallyByRow(checkScored(scored, { metric: 'brier', probability: true })))
}
