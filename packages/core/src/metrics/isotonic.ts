import { checkScored } from './internal/check-scored.ts'
import { type Tally, tallyByScore } from './internal/tally.ts'
import type { Scored } from './scored.ts'

/**
 * A calibration that never falls: knots with straight lines between them.
 *
 * @category Calibration
 * @since 0.1.0
 */
export interface Isotonic {
  /** Scores of the knots, strictly ascending. */
  readonly x: readonly number[]
  /** Probability at each knot, never falling. */
  readonly y: readonly number[]
}

/** Distinct scores whose rates are pooled. */
interface Pool {
  readonly first: number
  readonly last: number
  readonly positive: number
  readonly weight: number
}

const rateOf = ({ positive, weight }: Pool): number => positive / weight

/** Adjacent violators are pooled until the rates rise strictly. */
function poolAdjacentViolators({ score, positive, negative }: Tally): Pool[] {
  const pools: Pool[] = []
  for (let i = score.length - 1; i >= 0; i--) {
    let pool: Pool = { first: score[i]!, last: score[i]!, positive: positive[i]!, weight: positive[i]! + negative[i]! }
    if (pool.weight === 0) continue
    for (let below = pools.at(-1); below !== undefined && rateOf(below) >= rateOf(pool); below = pools.at(-1)) {
      pools.pop()
      pool = { ...pool, first: below.first, positive: below.positive + pool.positive, weight: below.weight + pool.weight }
    }
    pools.push(pool)
  }
  return pools
}

/**
 * Fits the calibration that never falls and is nearest to the labels in weighted least squares, by pooling adjacent violators.
 *
 * Equal scores are pooled first. The knots are those of scikit-learn's `IsotonicRegression`, which keeps the ends of each flat stretch.
 * With much fewer than 1,000 rows it overfits: prefer {@link fitSigmoid}.
 *
 * @param scored - labels, scores on any scale and weights
 * @returns the knots, fit for JSON; read them with {@link isotonicProbability}
 * @throws MillraceError `E_METRIC_ONE_CLASS` when a label does not occur; `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_LABEL`,
 * `E_METRIC_SCORE` or `E_METRIC_WEIGHT` when the input is not as {@link Scored} says
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.isotonic.IsotonicRegression.html
 * @see R. E. Barlow et al., Statistical Inference under Order Restrictions (1972)
 * @example
 * ```ts
 * import { fitIsotonic } from '@millrace/core/metrics'
 *
 * fitIsotonic({ label: [0, 1, 0, 1], score: [1, 2, 3, 4] }) // => { x: [1, 2, 3, 4], y: [0, 0.5, 0.5, 1] }
 * ```
 * @category Calibration
 * @since 0.1.0
 */
export function fitIsotonic(scored: Scored): Isotonic {
  const pools = poolAdjacentViolators(tallyByScore(checkScored(scored, { metric: 'fitIsotonic', bothClasses: true })))
  const knots = pools.flatMap((pool) => {
    const ends = pool.first === pool.last ? [pool.first] : [pool.first, pool.last]
    return ends.map((x) => ({ x, y: rateOf(pool) }))
  })
  return Object.freeze({ x: Object.freeze(knots.map(({ x }) => x)), y: Object.freeze(knots.map(({ y }) => y)) })
}

/**
 * The probability that an isotonic calibration gives to a score: linear between knots, constant beyond the ends.
 *
 * @param isotonic - knots from {@link fitIsotonic}
 * @param score - a score; NaN, the null, gives NaN
 * @returns a probability
 * @example
 * ```ts
 * import { isotonicProbability } from '@millrace/core/metrics'
 *
 * const isotonic = { x: [1, 3], y: [0.2, 0.6] }
 * ;[0, 2, 9].map((score) => isotonicProbability(isotonic, score)) // => [0.2, 0.4, 0.6]
 * ```
 * @category Calibration
 * @since 0.1.0
 */
export function isotonicProbability({ x, y }: Isotonic, score: number): number {
  if (Number.isNaN(score)) return score
  let low = 0
  let high = x.length - 1
  if (score <= x[low]!) return y[low]!
  if (score >= x[high]!) return y[high]!
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (x[middle]! <= score) low = middle
    else high = middle
  }
  return Math.min(y[low]! + (y[high]! - y[low]!) * shareBetween(x[low]!, x[high]!, score), y[high]!)
}

/** Where a value lies between two others, from 0 to 1, also where these are next to each other or a whole range of doubles apart. */
function shareBetween(low: number, high: number, value: number): number {
  const span = high - low
  return span === Infinity ? (value / 2 - low / 2) / (high / 2 - low / 2) : (value - low) / span
}
