import { commonDivisor } from '../tests/kolmogorov/exact-survival.ts'

/** The unit in which the gap between two distribution functions is a whole number: 1 / least common multiple of the sizes. */
export const commonMultiple = (n: number, m: number): number => (n / commonDivisor(n, m)) * m

/** The greatest gap between the distribution functions of two ascending samples, in that unit; ties are consumed first. */
export function sortedGap(a: Float64Array, b: Float64Array): number {
  const unit = commonMultiple(a.length, b.length)
  const stepA = unit / a.length
  const stepB = unit / b.length
  let i = 0
  let j = 0
  let gap = 0
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i]!, b[j]!)
    while (i < a.length && a[i]! <= value) i++
    while (j < b.length && b[j]! <= value) j++
    gap = Math.max(gap, Math.abs(i * stepA - j * stepB))
  }
  return gap
}
