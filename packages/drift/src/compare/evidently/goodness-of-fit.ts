import { chiSquareSurvival } from '@millrace/core/distributions'
import { type TwoCounts, totalsOf } from '../../tests/two-counts.ts'

/**
 * Chi-square of the current counts against the reference's shares, which it takes for exact. Where a value has no reference rows the statistic is
 * infinite and p is 0. For the mode that repeats Evidently's verdicts alone: without drift it flags far more than it promises.
 */
export function goodnessOfFit(counts: TwoCounts): {
  readonly statistic: number
  readonly pValue: number
  readonly degreesOfFreedom: number
} {
  const sizes = totalsOf(counts, 'goodnessOfFit')
  const degreesOfFreedom = counts.reference.length - 1
  let statistic = 0
  for (let cell = 0; cell <= degreesOfFreedom; cell++) {
    const expected = counts.reference[cell]! * (sizes.current / sizes.reference)
    statistic += (counts.current[cell]! - expected) ** 2 / expected
  }
  const pValue = statistic === Number.POSITIVE_INFINITY ? 0 : chiSquareSurvival(statistic, { degreesOfFreedom })
  return { statistic, pValue, degreesOfFreedom }
}
