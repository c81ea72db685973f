import { type Sizes, type SortedSamples, sizesOf } from './two-samples.ts'

/** Samples for tests of moments: only finite values, scaled by a power of 2 so that no square overflows. */
export interface FiniteSamples extends SortedSamples {
  readonly sizes: Sizes
  /** What the values were divided by: a power of 2, exactly. */
  readonly unit: number
  readonly warnings: readonly string[]
}

/** Leaves infinities, which are at the ends of ascending values, out and says so. */
export function finiteSamples(samples: SortedSamples, name: string): FiniteSamples {
  const reference = finiteOf(samples.reference)
  const current = finiteOf(samples.current)
  const sizes = sizesOf({ reference, current }, name)
  const infinite = samples.reference.length + samples.current.length - sizes.reference - sizes.current
  const unit = unitOf(Math.max(largest(reference), largest(current)))
  return {
    reference: scaled(reference, unit),
    current: scaled(current, unit),
    sizes,
    unit,
    warnings: infinite > 0 ? [`${infinite} infinite values were left out`] : [],
  }
}

function finiteOf(sorted: Float64Array): Float64Array {
  let first = 0
  let end = sorted.length
  while (first < end && sorted[first] === -Infinity) first++
  while (end > first && sorted[end - 1] === Infinity) end--
  return first === 0 && end === sorted.length ? sorted : sorted.subarray(first, end)
}

const largest = (sorted: Float64Array) => Math.max(Math.abs(sorted[0]!), Math.abs(sorted[sorted.length - 1]!))

const scaled = (values: Float64Array, unit: number) => (unit === 1 ? values : values.map((value) => value / unit))

/** 1 for magnitudes whose squares and sums of squares a double holds with room. */
function unitOf(magnitude: number): number {
  if (magnitude === 0 || (magnitude > 1e-100 && magnitude < 1e100)) return 1
  return 2 ** Math.max(-1022, Math.floor(Math.log2(magnitude)))
}
