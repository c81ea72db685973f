import type { SplitColumn, SplitLimits } from './node-rows.ts'
import type { PairEntries } from './pair-entries.ts'
import { barFor, type Split } from './split.ts'

/** Nodes with at most so many rows sort them; those with fewer than `dense` visit only the bins that are occupied. */
const small = 12
const dense = 96
/** Rows of dense nodes that are added up at a time. */
const rowsAtOnce = 512
/** Weights of a node that are added in 16 bits. */
const mostWeight = 65_535
/** Weights of a node whose rows are sorted with their bins in one integer. */
const mostSortedWeight = 2047

/**
 * Searches splits of a column of numbers for two classes by the Gini criterion, over packed integers: bins are added up, and each place between two occupied bins is
 * compared by `(left sum * weight - sum * left weight)^2 / (left weight * right weight)`, without dividing before the best is known. The three ways of adding up repeat
 * the comparison, since a call there would cost as much as itself.
 */
export class QuickSearch {
  readonly #bins: Uint8Array
  readonly #offsets: Int32Array
  readonly #stats: Int32Array
  #sums = new Int32Array(256)
  readonly #occupied = new Int32Array(8)
  readonly #sorted = new Int32Array(small)
  /** The best so far: numerator and denominator of what is compared, and its bin. */
  readonly #found = new Float64Array(3)

  constructor(bins: Uint8Array, offsets: Int32Array, stats: Int32Array) {
    this.#bins = bins
    this.#offsets = offsets
    this.#stats = stats
  }

  /** Whether it can search the columns of the node that was added up last. */
  suits({ totalWeight }: PairEntries): boolean {
    return totalWeight <= mostWeight
  }

  /** Takes the best split of some columns, if it is better than the best so far. */
  search(
    start: number,
    end: number,
    columns: readonly SplitColumn[],
    best: Split,
    { totalWeight, totalSum }: PairEntries,
    { minRowsLeaf }: SplitLimits,
  ): void {
    const rows = end - start
    if (rows >= dense) this.#addAll(start, end, columns)
    columns.forEach((column, at) => {
      const found = this.#found
      // The gain is twice the fraction, divided by the weight.
      found[0] = (barFor(best) * totalWeight) / 2
      found[1] = 1
      found[2] = -1
      if (rows >= dense) this.#scan(at * 256, column.bins, totalWeight, totalSum, minRowsLeaf)
      else if (rows > small || totalWeight > mostSortedWeight)
        this.#addSparse(start, end, column.feature, totalWeight, totalSum, minRowsLeaf)
      else this.#sort(start, end, column.feature, totalWeight, totalSum, minRowsLeaf)
      if (found[2] < 0) return
      best.gain = (2 * found[0]) / (found[1] * totalWeight)
      best.feature = column.feature
      best.bin = found[2]
    })
  }

  /** Adds up some columns by bins, some rows at a time, which then are in the cache for all columns but the first. */
  #addAll(start: number, end: number, columns: readonly SplitColumn[]): void {
    if (this.#sums.length < columns.length * 256) this.#sums = new Int32Array(columns.length * 256)
    for (let from = start; from < end; from += rowsAtOnce) {
      const to = Math.min(end, from + rowsAtOnce)
      for (let at = 0; at < columns.length; at++) this.#add(from, to, columns[at]!.feature, at * 256)
    }
  }

  #add(start: number, end: number, feature: number, at: number): void {
    const [bins, offsets, stats, sums] = [this.#bins, this.#offsets, this.#stats, this.#sums]
    for (let i = start; i < end; i++) sums[at + bins[offsets[i]! + feature]!]! += stats[i]!
  }

  /** Searches among the sums of a column, which begin at `from`, and forgets them. */
  #scan(from: number, most: number, total: number, totalSum: number, least: number): void {
    const [sums, found] = [this.#sums, this.#found]
    let numeratorOfBest = found[0]!
    let denominatorOfBest = found[1]!
    let weight = 0
    let sum = 0
    let last = -1
    for (let bin = 0; bin < most; bin++) {
      const stat = sums[from + bin]!
      if (stat === 0) continue
      sums[from + bin] = 0
      if (weight >= least && total - weight >= least) {
        const difference = sum * total - totalSum * weight
        const numerator = difference * difference
        const denominator = weight * (total - weight)
        if (numerator * denominatorOfBest > numeratorOfBest * denominator) {
          numeratorOfBest = numerator
          denominatorOfBest = denominator
          found[2] = (last + bin - 1) >> 1
        }
      }
      weight += stat & 0xffff
      sum += stat >>> 16
      last = bin
    }
    found[0] = numeratorOfBest
    found[1] = denominatorOfBest
  }

  /** Adds up by bins; visits those that are occupied. */
  #addSparse(start: number, end: number, feature: number, total: number, totalSum: number, least: number): void {
    const [bins, offsets, stats, sums, found, occupied] = [this.#bins, this.#offsets, this.#stats, this.#sums, this.#found, this.#occupied]
    for (let i = start; i < end; i++) {
      const bin = bins[offsets[i]! + feature]!
      sums[bin]! += stats[i]!
      occupied[bin >> 5]! |= 1 << (bin & 31)
    }
    let numeratorOfBest = found[0]!
    let denominatorOfBest = found[1]!
    let weight = 0
    let sum = 0
    let last = -1
    for (let word = 0; word < 8; word++) {
      let bits = occupied[word]!
      occupied[word] = 0
      while (bits !== 0) {
        const lowest = bits & -bits
        bits ^= lowest
        const bin = (word << 5) | (31 - Math.clz32(lowest))
        const stat = sums[bin]!
        sums[bin] = 0
        if (weight >= least && total - weight >= least) {
          const difference = sum * total - totalSum * weight
          const numerator = difference * difference
          const denominator = weight * (total - weight)
          if (numerator * denominatorOfBest > numeratorOfBest * denominator) {
            numeratorOfBest = numerator
            denominatorOfBest = denominator
            found[2] = (last + bin - 1) >> 1
          }
        }
        weight += stat & 0xffff
        sum += stat >>> 16
        last = bin
      }
    }
    found[0] = numeratorOfBest
    found[1] = denominatorOfBest
  }

  /** Sorts the rows by their bins. */
  #sort(start: number, end: number, feature: number, total: number, totalSum: number, least: number): void {
    const [bins, offsets, stats, sorted, found] = [this.#bins, this.#offsets, this.#stats, this.#sorted, this.#found]
    const length = end - start
    for (let i = 0; i < length; i++) {
      const stat = stats[start + i]!
      const key = (bins[offsets[start + i]! + feature]! << 22) | ((stat >>> 16) << 11) | (stat & 0xffff)
      let at = i
      for (; at > 0 && sorted[at - 1]! > key; at--) sorted[at] = sorted[at - 1]!
      sorted[at] = key
    }
    let numeratorOfBest = found[0]!
    let denominatorOfBest = found[1]!
    let weight = 0
    let sum = 0
    let last = sorted[0]! >> 22
    for (let i = 0; i < length; i++) {
      const key = sorted[i]!
      const bin = key >> 22
      if (bin !== last && weight >= least && total - weight >= least) {
        const difference = sum * total - totalSum * weight
        const numerator = difference * difference
        const denominator = weight * (total - weight)
        if (numerator * denominatorOfBest > numeratorOfBest * denominator) {
          numeratorOfBest = numerator
          denominatorOfBest = denominator
          found[2] = (last + bin - 1) >> 1
        }
      }
      last = bin
      weight += key & 0x7ff
      sum += (key >> 11) & 0x7ff
    }
    found[0] = numeratorOfBest
    found[1] = denominatorOfBest
  }
}
