/** The values that are not null (NaN), ascending; a copy. */
export function sortedPresent(values: Float64Array): Float64Array {
  const present = new Float64Array(values.length)
  let count = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (!Number.isNaN(value)) present[count++] = value
  }
  return present.subarray(0, count).sort()
}

/** Number of leading values below `bound`. */
export function countBelow(sorted: Float64Array, bound: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < bound) low = middle + 1
    else high = middle
  }
  return low
}

/** Number of different values. */
export function countDistinct(sorted: Float64Array): number {
  let distinct = sorted.length > 0 ? 1 : 0
  for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) distinct++
  return distinct
}

/**
 * Mean and population standard deviation of at least one value: the mean by Neumaier's compensated sum, the deviation by the corrected
 * two-pass algorithm.
 *
 * Values are scaled by a power of two, which is exact, so that neither sums nor squares overflow or vanish.
 *
 * @see https://doi.org/10.1002/zamm.19740540106
 * @see https://doi.org/10.1080/00031305.1983.10483115
 */
export function moments(sorted: Float64Array): { readonly mean: number; readonly sd: number } {
  const least = sorted[0]!
  const greatest = sorted[sorted.length - 1]!
  if (least === greatest) return { mean: least, sd: 0 }
  const magnitude = Math.max(Math.abs(least), Math.abs(greatest))
  const scale = 2 ** -Math.max(-1022, Math.min(1022, Math.floor(Math.log2(magnitude))))
  const center = compensatedSum(sorted, scale) / sorted.length
  let residual = 0
  let squares = 0
  for (let i = 0; i < sorted.length; i++) {
    const deviation = sorted[i]! * scale - center
    residual += deviation
    squares += deviation * deviation
  }
  const variance = (squares - (residual * residual) / sorted.length) / sorted.length
  return { mean: Math.max(least, Math.min(greatest, center / scale)), sd: Math.sqrt(Math.max(0, variance)) / scale }
}

function compensatedSum(values: Float64Array, scale: number): number {
  let sum = 0
  let lost = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]! * scale
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return sum + lost
}
