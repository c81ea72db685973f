import type { SortedSamples } from './two-samples.ts'

/** All values of both ascending samples, ascending. */
export function pooledValues({ reference, current }: SortedSamples): Float64Array {
  const pooled = new Float64Array(reference.length + current.length)
  let j = 0
  for (let i = 0; i < reference.length; i++) {
    const value = reference[i]!
    while (j < current.length && current[j]! < value) pooled[i + j] = current[j++]!
    pooled[i + j] = value
  }
  pooled.set(current.subarray(j), reference.length + j)
  return pooled
}

/** A quantile of ascending values, linear between ranks (type 7); p in [0, 1]. */
export function quantileOfSorted(sorted: Float64Array, p: number): number {
  const rank = (sorted.length - 1) * p
  const below = Math.floor(rank)
  const value = sorted[below]!
  return below + 1 < sorted.length ? value + (sorted[below + 1]! - value) * (rank - below) : value
}
