import { radixSort } from './radix-sort.ts'

/** From so many values on the radix sort is faster than that of the engine. */
const radixFrom = 4_000

/**
 * The values without NaN, ascending; -0 becomes 0. The input is not changed.
 *
 * @param values - in any order
 * @param scratch - room for as many values, for callers that sort many columns; its content is lost
 */
export function sortedValues(values: ArrayLike<number>, scratch?: Float64Array): Float64Array {
  const kept = new Float64Array(values.length)
  let length = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value === value) kept[length++] = value + 0
  }
  const sorted = kept.subarray(0, length)
  if (length < radixFrom) return sorted.sort()
  return radixSort(sorted, scratch !== undefined && scratch.length >= length ? scratch : new Float64Array(length))
}
