import { checkScored } from './internal/check-scored.ts'
import { minimizeSigmoidLoss } from './internal/sigmoid-loss.ts'
import { tallyByRow } from './internal/tally.ts'
import type { Scored } from './scored.ts'

/**
 * Platt's calibration: probability 1 / (1 + exp(a score + b)).
 *
 * @category Calibration
 * @since 0.1.0
 */
export interface Sigmoid {
  /** Slope; negative where higher scores are likelier positive. */
  readonly a: number
  /** Intercept. */
  readonly b: number
}

/**
 * Fits Platt's calibration: the a and b that minimise the log loss against his smoothed targets, (N+ + 1) / (N+ + 2) for positive rows and
 * 1 / (N- + 2) for negative ones, where N+ and N- are their weights.
 *
 * The smoothing keeps a and b finite for separable scores. Scores that are all alike give a = 0. The minimum is found to double precision by
 * Newton's method, where scikit-learn's `_SigmoidCalibration` stops earlier.
 *
 * @param scored - labels, scores on any scale and weights
 * @returns slope and intercept; read them with {@link sigmoidProbability}
 * @throws MillraceError `E_METRIC_ONE_CLASS` when a label does not occur; `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_LABEL`,
 * `E_METRIC_SCORE` or `E_METRIC_WEIGHT` when the input is not as {@link Scored} says
 * @see J. Platt, Probabilistic outputs for support vector machines (1999)
 * @see H.-T. Lin, C.-J. Lin and R. C. Weng, A note on Platt's probabilistic outputs, Machine Learning 68 (2007)
 * @example
 * ```ts
 * import { fitSigmoid } from '@millrace/core/metrics'
 *
 * fitSigmoid({ label: [0, 1, 0, 1], score: [1, 2, 3, 4] }) // => { a: -0.41147, b: 1.02867 }
 * ```
 * @category Calibration
 * @since 0.1.0
 */
export function fitSigmoid(scored: Scored): Sigmoid {
  const checked = checkScored(scored, { metric: 'fitSigmoid', bothClasses: true })
  const { middle, scale, score } = standardized(checked.score)
  const { a, b } = minimizeSigmoidLoss(tallyByRow({ ...checked, score }))
  return Object.freeze({ a: a / scale, b: b - (a * middle) / scale })
}

/** Scores moved and stretched to [-1, 1]; the minimum moves with them. */
function standardized(score: Float64Array) {
  let least = Infinity
  let greatest = -Infinity
  for (const value of score) {
    least = Math.min(least, value)
    greatest = Math.max(greatest, value)
  }
  const middle = least / 2 + greatest / 2
  const scale = greatest / 2 - least / 2 || 1
  return { middle, scale, score: score.map((value) => (value - middle) / scale) }
}

/**
 * The probability that a sigmoid calibration gives to a score.
 *
 * @param sigmoid - slope and intercept from {@link fitSigmoid}
 * @param score - a score; NaN, the null, gives NaN
 * @returns a probability
 * @example
 * ```ts
 * import { sigmoidProbability } from '@millrace/core/metrics'
 *
 * sigmoidProbability({ a: -2, b: 0 }, 0) // => 0.5
 * sigmoidProbability({ a: -2, b: 0 }, 1) // => 0.8808
 * ```
 * @category Calibration
 * @since 0.1.0
 */
export function sigmoidProbability({ a, b }: Sigmoid, score: number): number {
  return 1 / (1 + Math.exp(a * score + b))
}
