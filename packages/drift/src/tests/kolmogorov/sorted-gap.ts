import { commonDivisor } from './exact-survival.ts'

/** The greatest gap between two empirical distribution functions. */
export interface SortedGap {
  /** In units of 1 / least common multiple of the sizes: an integer. */
  readonly gap: number
  /** In [0, 1]. */
  readonly statistic: number
}

/** Sweeps both ascending samples at once; all ties at a value are consumed before the functions are compared. */
export function sortedGap(reference: Float64Array, current: Float64Array): SortedGap {
  const n = reference.length
  const m = current.length
  const divisor = commonDivisor(n, m)
  const perReference = m / divisor
  const perCurrent = n / divisor
  let i = 0
  let j = 0
  let gap = 0
  while (i < n && j < m) {
    const value = Math.min(reference[i]!, current[j]!)
    while (i < n && reference[i]! <= value) i++
    while (j < m && current[j]! <= value) j++
    gap = Math.max(gap, Math.abs(i * perReference - j * perCurrent))
  }
  return { gap, statistic: gap / (n * perReference) }
}

/** The values without NaN, ascending; -0 becomes 0. */
export function sortedValues(values: ArrayLike<number>): Float64Array {
  const kept = new Float64Array(values.length)
  let length = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value === value) kept[length++] = value + 0
  }
  return kept.subarray(0, length).sort()
}
