import { cellAt } from './cell-bounds.ts'
import { type Moments, mergeMoments, momentsOf, noMoments } from './moments.ts'

/** What one pass over a number column finds. */
export interface NumberCounts {
  readonly counts: Float64Array
  readonly sums: Float64Array
  readonly nulls: number
  readonly infinite: number
  readonly moments: Moments
  /** Of the finite values; Infinity where there are none. */
  readonly minimum: number
  readonly maximum: number
}

const slots = 1024
const block = 4096

/**
 * Counts numbers into cells, in one pass and without an object a row.
 *
 * A grid of equal width over the bounds says between which of them a number lies, so that the binary search has little or nothing left to do;
 * floor(x * scale - shift) never falls as x grows, rounding included, so that the grid cannot err.
 */
export function countNumbers(values: Float64Array, bounds: Float64Array): NumberCounts {
  const counts = new Float64Array(bounds.length + 1)
  const sums = new Float64Array(bounds.length + 1)
  const width = (bounds.at(-1) ?? 0) - (bounds[0] ?? 0)
  const perWidth = (slots - 1) / width
  const scale = Number.isFinite(width) && Number.isFinite(perWidth) ? perWidth : 0
  const shift = (bounds[0] ?? 0) * scale - 1
  const slotOf = (x: number) => Math.min(slots, Math.max(0, Math.floor(x * scale - shift))) | 0
  const starts = new Int32Array(slots + 2)
  for (const bound of bounds) starts[slotOf(bound) + 1]!++
  for (let slot = 1; slot < starts.length; slot++) starts[slot]! += starts[slot - 1]!

  let nulls = 0
  let infinite = 0
  let minimum = Number.POSITIVE_INFINITY
  let maximum = Number.NEGATIVE_INFINITY
  let moments = noMoments
  for (let start = 0; start < values.length; start += block) {
    const end = Math.min(start + block, values.length)
    for (let i = start; i < end; i++) {
      const x = values[i]!
      if (x !== x) {
        nulls++
        continue
      }
      if (x - x !== 0) {
        infinite++
        const cell = x > 0 ? bounds.length : 0
        counts[cell] = counts[cell]! + 1
        continue
      }
      const slot = slotOf(x)
      const low = starts[slot]!
      const high = starts[slot + 1]!
      const cell = low === high ? low : cellAt(bounds, x, low, high)
      counts[cell] = counts[cell]! + 1
      sums[cell] = sums[cell]! + x
      if (x < minimum) minimum = x
      if (x > maximum) maximum = x
    }
    moments = mergeMoments(moments, momentsOf(values, start, end))
  }
  return { counts, sums, nulls, infinite, moments, minimum, maximum }
}
