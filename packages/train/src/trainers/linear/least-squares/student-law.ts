import { studentTTwoSided } from '@millrace/core/distributions'
import type { StatisticLaw } from '../design/wald.ts'

/** Statistics of least squares follow Student's law where errors are normal. */
export function studentLaw(degreesOfFreedom: number): StatisticLaw {
  return { twoSided: (t) => studentTTwoSided(t, { degreesOfFreedom }), quantile: upperQuantile(degreesOfFreedom) }
}

const outside = 0.05

/** What a statistic exceeds in size in 5 % of cases, by halving an interval. */
function upperQuantile(degreesOfFreedom: number): number {
  let low = 0
  let high = 2
  while (studentTTwoSided(high, { degreesOfFreedom }) > outside) high *= 2
  for (let middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (studentTTwoSided(middle, { degreesOfFreedom }) > outside) low = middle
    else high = middle
  }
  return high
}
