import { commonDivisor } from './kolmogorov/exact-survival.ts'
import type { SortedSamples } from './two-samples.ts'

/** What one sweep over two ascending samples tells of their distribution functions F and G. */
export interface Sweep {
  /** The greatest |F - G|, in [0, 1]. */
  readonly statistic: number
  /** The same in units of 1 / least common multiple of the sizes: an integer. */
  readonly gap: number
  /** The integral of |F - G|, in the unit of the values; Infinity where one side has more infinities. */
  readonly area: number
  /** The integral of (F - G)², likewise. */
  readonly energy: number
  /** How many values equal another one, of either side. */
  readonly tied: number
}

/** Sweeps both samples at once; all ties at a value are consumed before the functions are compared. */
export function sweepSorted({ reference, current }: SortedSamples): Sweep {
  const n = reference.length
  const m = current.length
  const divisor = commonDivisor(n, m)
  const perReference = m / divisor
  const perCurrent = n / divisor
  let i = 0
  let j = 0
  let difference = 0
  let previous = 0
  let gap = 0
  let area = 0
  let energy = 0
  let alone = 0
  while (i < n || j < m) {
    const value = j === m || (i < n && reference[i]! < current[j]!) ? reference[i]! : current[j]!
    if (difference !== 0) {
      const height = difference < 0 ? -difference : difference
      const stretch = height * (value - previous)
      if (height > gap) gap = height
      area += stretch
      energy += height * stretch
    }
    const seen = i + j
    while (i < n && reference[i]! <= value) i++
    while (j < m && current[j]! <= value) j++
    if (i + j - seen === 1) alone++
    difference = i * perReference - j * perCurrent
    previous = value
  }
  const whole = n * perReference
  return { statistic: gap / whole, gap, area: area / whole, energy: energy / whole / whole, tied: n + m - alone }
}
