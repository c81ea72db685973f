import type { BootstrapOptions, ClassBootstrapOptions, ValueBootstrapOptions } from './bootstrap-options.ts'
import type { ClassScored } from './class-scored.ts'
import { type AnyBootstrapOptions, type AnyScored, bootstrapAny } from './internal/bootstrap-any.ts'
import { checkConfidence, percentileInterval } from './internal/percentile-interval.ts'
import type { Scored } from './scored.ts'
import type { ValueScored } from './value-scored.ts'

/**
 * An interval from the percentiles of a bootstrap.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface BootstrapInterval {
  /** The metric on the rows as given. */
  readonly estimate: number
  /** Lower end of the interval. */
  readonly lower: number
  /** Upper end of the interval. */
  readonly upper: number
  /** Standard deviation of the metric over the draws. */
  readonly standardError: number
  /** Share of the draws that the interval holds. */
  readonly confidence: number
  /** Number of draws. */
  readonly rounds: number
}

/**
 * How sure a metric is: its percentile interval over rows drawn again with replacement.
 *
 * A draw that lacks a label which the rows have is made again, so the interval is conditional on both labels. Weights travel with their rows.
 * Percentiles follow numpy's linear rule. Of several classes a draw may lack some; one on which the metric is not defined is made again.
 *
 * @param scored - labels, scores and weights; or classes and probabilities, or numbers and predictions
 * @param options - metric, seed, number of draws and confidence
 * @returns the metric with its interval
 * @throws MillraceError `E_METRIC_OPTION` for an option outside its range; `E_SEED_INVALID` for the seed; `E_METRIC_VALUE` when the metric
 * function gives no finite number; `E_METRIC_ONE_CLASS` for a ranking metric when a label does not occur; `E_METRIC_LENGTH`,
 * `E_METRIC_EMPTY`, `E_METRIC_LABEL`, `E_METRIC_SCORE` or `E_METRIC_WEIGHT` when the input is not as {@link Scored}, {@link ClassScored} or
 * {@link ValueScored} says
 * @see B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap (1993), chapter 13
 * @example
 * ```ts
 * import { bootstrapInterval } from '@millrace/core/metrics'
 *
 * const label = Array.from({ length: 200 }, (_, row) => row % 2)
 * const score = label.map((value, row) => value + 3 * Math.sin(row))
 * const { estimate, lower, upper } = bootstrapInterval({ label, score }, { metric: 'auc', seed: 7 })
 * lower < estimate && estimate < upper // => true
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function bootstrapInterval(scored: Scored, options: BootstrapOptions): BootstrapInterval
export function bootstrapInterval(scored: ClassScored, options: ClassBootstrapOptions): BootstrapInterval
export function bootstrapInterval(scored: ValueScored, options: ValueBootstrapOptions): BootstrapInterval
export function bootstrapInterval(scored: AnyScored, options: AnyBootstrapOptions): BootstrapInterval {
  const confidence = checkConfidence('bootstrapInterval', options.confidence)
  const [result] = bootstrapAny('bootstrapInterval', { score: scored }, options)
  const { estimate, draws } = result!
  return Object.freeze({ estimate, ...percentileInterval(draws, confidence), confidence, rounds: draws.length })
}
