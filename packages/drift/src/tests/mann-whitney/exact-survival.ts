import { logChoose } from '../laws/log-choose.ts'
import type { Sizes } from '../two-samples.ts'

/** How many steps {@link exactMannWhitney} takes at most. */
export function exactWork({ reference, current }: Sizes): number {
  return reference * current * Math.min(reference, current)
}

/**
 * P(U <= u or U >= nm - u) of two samples without ties, for u up to nm / 2.
 *
 * The number of orders with a given U is the coefficient of a Gaussian binomial, built up by one factor (1 - q^(m + i)) / (1 - q^i) at a time, so
 * that every stage holds counts of a smaller problem. Below m nothing is subtracted, so that the smallest p-values keep their digits.
 */
export function exactMannWhitney(u: number, { reference, current }: Sizes): number {
  const n = Math.min(reference, current)
  const m = Math.max(reference, current)
  const counts = new Float64Array(u + 1)
  counts[0] = 1
  for (let i = 1; i <= n; i++) {
    for (let k = u; k >= m + i; k--) counts[k]! -= counts[k - m - i]!
    for (let k = i; k <= u; k++) counts[k]! += counts[k - i]!
  }
  const below = counts.reduce((sum, count) => sum + count, 0)
  return Math.min(1, 2 * Math.exp(Math.log(below) - logChoose(n + m, n)))
}
