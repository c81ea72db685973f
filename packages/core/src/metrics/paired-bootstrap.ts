import type { BootstrapOptions, ClassBootstrapOptions, ValueBootstrapOptions } from './bootstrap-options.ts'
import type { ClassScored } from './class-scored.ts'
import { type AnyScored, bootstrapAny } from './internal/bootstrap-any.ts'
import { checkConfidence, percentileInterval } from './internal/percentile-interval.ts'
import { isHigherBetter } from './metric-name.ts'
import type { Scored } from './scored.ts'
import type { ValueScored } from './value-scored.ts'

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
 * Rows of several classes that two models have scored.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface PairedClassScores extends Omit<ClassScored, 'probability'> {
  /** Probabilities of the first model, a column a class: the present holder. */
  readonly a: readonly ArrayLike<number>[]
  /** Probabilities of the second model: the challenger. */
  readonly b: readonly ArrayLike<number>[]
}

/**
 * Rows of numbers that two models have predicted.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface PairedValues extends Omit<ValueScored, 'predicted'> {
  /** Predictions of the first model: the present holder. */
  readonly a: ArrayLike<number>
  /** Predictions of the second model: the challenger. */
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
 * @param scored - labels, both models' scores and weights; or their probabilities of several classes, or their predictions of a number
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
export function pairedBootstrap(scored: PairedScores, options: PairedBootstrapOptions): PairedComparison
export function pairedBootstrap(scored: PairedClassScores, options: ClassBootstrapOptions): PairedComparison
export function pairedBootstrap(scored: PairedValues, options: ValueBootstrapOptions): PairedComparison
export function pairedBootstrap(
  scored: PairedScores | PairedClassScores | PairedValues,
  options: PairedBootstrapOptions | ClassBootstrapOptions | ValueBootstrapOptions,
): PairedComparison {
  const { metric } = options
  const known = 'higherIsBetter' in options ? options.higherIsBetter : undefined
  const higherIsBetter = known ?? (typeof metric === 'function' || isHigherBetter(metric))
  const confidence = checkConfidence('pairedBootstrap', options.confidence)
  const [first, second] = bootstrapAny('pairedBootstrap', columnsOf(scored), options)
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

/** What each model said of the rows. */
function columnsOf(scored: PairedScores | PairedClassScores | PairedValues): Readonly<Record<'a' | 'b', AnyScored>> {
  if ('actual' in scored) {
    const { a, b, ...rows } = scored
    return { a: { ...rows, predicted: a }, b: { ...rows, predicted: b } }
  }
  const { a, b, ...rows } = scored
  if (isColumns(a) && isColumns(b)) return { a: { ...rows, probability: a }, b: { ...rows, probability: b } }
  return { a: { ...rows, score: a as ArrayLike<number> }, b: { ...rows, score: b as ArrayLike<number> } }
}

const isColumns = (scores: ArrayLike<number> | readonly ArrayLike<number>[]): scores is readonly ArrayLike<number>[] =>
  Array.isArray(scores) && typeof scores[0] === 'object'
