import { normalQuantile } from '@millrace/core/distributions'

/**
 * A share of rows with its confidence interval.
 *
 * @category Studies
 * @since 0.1.0
 */
export interface Rate {
  /** The share, 0 to 1. */
  readonly estimate: number
  /** Lower end of the interval. */
  readonly lower: number
  /** Upper end of the interval. */
  readonly upper: number
  /** Number of rows that it is a share of. */
  readonly of: number
}

/** Some of some rows, by Wilson's interval (1927); null where there are no rows. */
export function rate(count: number, of: number, confidence: number): Rate | null {
  if (of === 0) return null
  const z = normalQuantile((1 + confidence) / 2)
  const share = count / of
  const denominator = 1 + (z * z) / of
  const centre = (share + (z * z) / (2 * of)) / denominator
  const half = (z / denominator) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  return Object.freeze({
    estimate: share,
    lower: count === 0 ? 0 : Math.max(0, centre - half),
    upper: count === of ? 1 : Math.min(1, centre + half),
    of,
  })
}

/**
 * A ratio of two shares with its confidence interval.
 *
 * @category Studies
 * @since 0.1.0
 */
export interface RateRatio {
  /** The ratio. */
  readonly estimate: number
  /** Lower end of the interval. */
  readonly lower: number
  /** Upper end of the interval. */
  readonly upper: number
}

/** The ratio of two rates, by the interval of Katz et al. (1978); null where a rate is missing or 0. */
export function rateRatio(rate: Rate | null, reference: Rate | null, confidence: number): RateRatio | null {
  if (rate === null || reference === null || rate.estimate === 0 || reference.estimate === 0) return null
  const variance = (one: Rate) => (1 - one.estimate) / (one.of * one.estimate)
  const half = normalQuantile((1 + confidence) / 2) * Math.sqrt(variance(rate) + variance(reference))
  const estimate = rate.estimate / reference.estimate
  return Object.freeze({ estimate, lower: estimate * Math.exp(-half), upper: estimate * Math.exp(half) })
}
