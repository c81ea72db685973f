import type { BootstrapOptions } from './bootstrap-options.ts'
import { bootstrap } from './internal/bootstrap.ts'
import { checkConfidence, percentileInterval } from './internal/percentile-interval.ts'
import { isHigherBetter } from './metric-name.ts'
import type { Scored } from './scored.ts'

/**
 * Rows that two models have scored.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface PairedScores extends Omit<Scored, 'score'> {
  /** Scores of the first model: the present holder. */
  readonly a: ArrayLike<number>
  /** Scores of the second model: the challenger. */
  readonly b: ArrayLike<number>
}

/**
 * How two models are compared.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface PairedBootstrapOptions extends BootstrapOptions {
  /**
   * Whether more of the metric is better; known for named metrics, to be said for a function that measures a loss.
   *
   * @defaultValue true for a function, {@link isHigherBetter} for a name
   */
  readonly higherIsBetter?: boolean
}

/**
 * The difference of a metric between two models, and how far it is from noise.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface PairedComparison {
  /** The metric of the first model on the rows as given. */
  readonly a: number
  /** The metric of the second model on the rows as given. */
  readonly b: number
  /** b minus a: below 0 is better for the second model where the metric is a loss. */
  readonly difference: number
  /** Lower end of the interval of the difference. */
  readonly lower: number
  /** Upper end of the interval of the difference. */
  readonly upper: number
  /** Standard deviation of the difference over the draws. */
  readonly standardError: number
  /** Share of the draws in which the second model is strictly better. */
  readonly betterShare: number
  /** Share of the draws that the interval holds. */
  readonly confidence: number
  /** Number of draws. */
  readonly rounds: number
}

/**
 * Compares two models on the same draws of the same rows, so that what is easy or hard in a draw is so for both.
 *
 * The second beats the first by more than noise when the whole interval lies on its side of 0. Drawing is as in {@link bootstrapInterval}.
 *
 * @param scored - labels, both models' scores and weights
 * @param options - metric, seed, number of draws and confidence
 * @returns the difference with its interval and the share of draws that the second model wins
 * @throws MillraceError `E_METRIC_OPTION` for an option outside its range; `E_SEED_INVALID` for the seed; `E_METRIC_VALUE` when the metric
 * function gives no finite number; `E_METRIC_ONE_CLASS` for a ranking metric when a label does not occur; `E_METRIC_LENGTH`,
 * `E_METRIC_EMPTY`, `E_METRIC_LABEL`, `E_METRIC_SCORE` or `E_METRIC_WEIGHT` when the input is not as {@link Scored} says
 * @see B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap (1993), chapters 13 and 16
 * @example
 * ```ts
 * import { pairedBootstrap } from '@millrace/core/metrics'
 *
 * const label = Array.from({ length: 200 }, (_, row) => row % 2)
 * const a = label.map((value, row) => value + 3 * Math.sin(row))
 * const b = label.map((value, row) => value + 2 * Math.sin(row))
 * const { lower, betterShare } = pairedBootstrap({ label, a, b }, { metric: 'auc', seed: 7 })
 * lower > 0 // => true
 * betterShare // => 1
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function pairedBootstrap({ a, b, ...rows }: PairedScores, options: PairedBootstrapOptions): PairedComparison {
  const { metric, higherIsBetter = typeof metric === 'function' || isHigherBetter(metric) } = options
  const confidence = checkConfidence('pairedBootstrap', options.confidence)
  const [first, second] = bootstrap('pairedBootstrap', { a: { ...rows, score: a }, b: { ...rows, score: b } }, options)
  const differences = second!.draws.map((value, round) => value - first!.draws[round]!)
  const sign = higherIsBetter ? 1 : -1
  return Object.freeze({
    a: first!.estimate,
    b: second!.estimate,
    difference: second!.estimate - first!.estimate,
    ...percentileInterval(differences, confidence),
    betterShare: differences.filter((difference) => sign * difference > 0).length / differences.length,
    confidence,
    rounds: differences.length,
  })
}
