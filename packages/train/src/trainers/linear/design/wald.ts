import type { Estimate, Estimates } from './unscale.ts'

/** A coefficient, how sure it is, and whether it is 0. */
export interface Coefficient extends Estimate {
  /** Weight over standard error. */
  readonly statistic: number | null
  /** Probability of a statistic at least as large in size, were the true weight 0. */
  readonly pValue: number | null
  /** Ends of the 95 % interval. */
  readonly lower: number | null
  readonly upper: number | null
}

/** The law of a statistic. */
export interface StatisticLaw {
  readonly twoSided: (statistic: number) => number
  /** Half the width of a 95 % interval, in standard errors. */
  readonly quantile: number
}

/** With a penalty that gives more of what is known of a weight than this share, tests of it against 0 mean little. */
const mostPenalty = 0.05

/**
 * Wald's test and interval of each coefficient.
 *
 * @param shares - for each feature the share of the penalty in what is known of it
 */
export function waldTests({ slopes, intercept }: Estimates, shares: readonly number[], law: StatisticLaw) {
  const small = (share: number) => share <= mostPenalty
  return {
    slopes: slopes.map((slope, j) => testOf(slope, small(shares[j]!), law)),
    intercept: testOf(intercept, shares.every(small), law),
  }
}

function testOf({ weight, standardError }: Estimate, sound: boolean, { twoSided, quantile }: StatisticLaw): Coefficient {
  if (standardError === null || standardError === 0 || !sound)
    return { weight, standardError, statistic: null, pValue: null, lower: null, upper: null }
  const statistic = weight / standardError
  const half = quantile * standardError
  return { weight, standardError, statistic, pValue: twoSided(statistic), lower: weight - half, upper: weight + half }
}
