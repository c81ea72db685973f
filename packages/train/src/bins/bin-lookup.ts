import { missingBin } from './binned-matrix.ts'
import { keyOf, orderedKey } from './float-keys.ts'

/**
 * Where the bin of a float32 key is found: the keys from the lowest threshold to the highest lie in cells of equal width, and a cell knows the first and the last bin of
 * its keys, in its low and its high byte.
 */
export interface BinLookup {
  readonly thresholds: Float64Array
  readonly low: number
  readonly high: number
  readonly shift: number
  readonly cells: Uint16Array
}

/** A lookup with at most `2 ** width` cells. */
export function binLookup(thresholds: Float64Array, width: number): BinLookup {
  const low = keyOf(thresholds[0] ?? 0)
  const high = keyOf(thresholds.at(-1) ?? 0)
  const shift = Math.max(0, 32 - Math.clz32((high - low) | 0) - width)
  const cells = new Uint16Array((((high - low) | 0) >>> shift) + 1)
  const cellOf = (bin: number) => ((keyOf(thresholds[bin]!) - low) | 0) >>> shift
  for (let bin = 0; bin < thresholds.length; ) {
    const cell = cellOf(bin)
    const first = bin
    while (bin < thresholds.length && cellOf(bin) === cell) bin++
    cells[cell] = first | (bin << 8)
    cells.fill(bin | (bin << 8), cell + 1)
  }
  return { thresholds, low, high, shift, cells }
}

/** Where bins are written. */
export interface BinTarget {
  readonly bins: Uint8Array
  /** Index of the first bin. */
  readonly at: number
  readonly stride: number
}

/**
 * Writes the bins of some numbers, given with the bits of their float32s. The order of float32s decides, save in a cell with a threshold, where the numbers themselves
 * are compared.
 *
 * @returns whether some are missing
 */
export function writeBins(values: Float64Array, bits: Int32Array, lookup: BinLookup, { bins, at: start, stride }: BinTarget): boolean {
  const { thresholds, low, high, shift, cells } = lookup
  const most = thresholds.length
  let missing = 0
  let at = start
  for (let i = 0; i < values.length; i++, at += stride) {
    const value = values[i]!
    if (value !== value) {
      bins[at] = missingBin
      missing++
      continue
    }
    const key = orderedKey(bits[i]!)
    if (key < low) bins[at] = 0
    else if (key > high) bins[at] = most
    else {
      const cell = cells[((key - low) | 0) >>> shift]!
      const first = cell & 255
      const last = cell >>> 8
      bins[at] = first === last ? first : search(thresholds, value, first, last)
    }
  }
  return missing > 0
}

/** The first bin from `first` on whose threshold is not below the value; `last` if there is none. */
function search(thresholds: Float64Array, value: number, first: number, last: number): number {
  while (first < last) {
    const middle = (first + last) >>> 1
    if (value <= thresholds[middle]!) last = middle
    else first = middle + 1
  }
  return first
}
