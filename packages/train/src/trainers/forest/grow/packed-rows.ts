import type { NodeRows, SplitColumn, SplitLimits } from './node-rows.ts'
import { createOccupied, takeOccupied } from './occupied.ts'
import { PairEntries } from './pair-entries.ts'
import { copyBack } from './partition.ts'
import { QuickSearch } from './quick-search.ts'
import type { RowSource } from './row-source.ts'
import type { Split } from './split.ts'

/**
 * Rows of two classes with whole weights up to 65,535: one integer a row holds its weight in the low 16 bits and the weight of the positive label in the high ones, so
 * that one addition adds both.
 */
export class PackedRows implements NodeRows {
  length = 0
  readonly entries: PairEntries
  readonly #source: RowSource
  readonly #offsets: Int32Array
  readonly #stats: Int32Array
  readonly #rightOffsets: Int32Array
  readonly #rightStats: Int32Array
  readonly #occupied = createOccupied()
  readonly #weight = new Float64Array(256)
  readonly #sum = new Float64Array(256)
  readonly #quick: QuickSearch | null

  constructor(source: RowSource, criterion: 'gini' | 'entropy' | 'squared') {
    const rows = source.target.length
    this.#source = source
    this.#offsets = new Int32Array(rows)
    this.#stats = new Int32Array(rows)
    this.#rightOffsets = new Int32Array(rows)
    this.#rightStats = new Int32Array(rows)
    this.entries = new PairEntries(criterion)
    this.#quick = criterion === 'entropy' ? null : new QuickSearch(source.bins, this.#offsets, this.#stats)
  }

  draw(times: Uint16Array): void {
    const { target, weights, rowStep } = this.#source
    let length = 0
    for (let row = 0; row < times.length; row++) {
      const weight = weights === undefined ? times[row]! : times[row]! * weights[row]!
      this.#offsets[length] = row * rowStep
      this.#stats[length] = weight * (1 + 65_536 * target[row]!)
      length += Number(weight > 0)
    }
    this.length = length
  }

  total(start: number, end: number): boolean {
    const stats = this.#stats
    let weight = 0
    let sum = 0
    for (let i = start; i < end; i++) {
      const stat = stats[i]!
      weight += stat & 0xffff
      sum += stat >>> 16
    }
    const { entries } = this
    entries.totalRows = weight
    entries.totalWeight = weight
    entries.totalSum = sum
    return sum > 0 && sum < weight
  }

  output(values: Float64Array, at: number): number {
    values[at] = this.entries.totalSum / this.entries.totalWeight
    return this.entries.totalWeight
  }

  collect(start: number, end: number, { feature }: SplitColumn): void {
    const { entries } = this
    const { bins } = this.#source
    const [offsets, stats, weights, sums, occupied] = [this.#offsets, this.#stats, this.#weight, this.#sum, this.#occupied]
    for (let i = start; i < end; i++) {
      const bin = bins[offsets[i]! + feature]!
      const stat = stats[i]!
      weights[bin]! += stat & 0xffff
      sums[bin]! += stat >>> 16
      occupied[bin >> 5]! |= 1 << (bin & 31)
    }
    entries.count = takeOccupied(occupied, entries.bins)
    for (let entry = 0; entry < entries.count; entry++) {
      const bin = entries.bins[entry]!
      entries.rows[entry] = weights[bin]!
      entries.weight[entry] = weights[bin]!
      entries.sum[entry] = sums[bin]!
      weights[bin] = 0
      sums[bin] = 0
    }
    entries.missingRows = weights[255]!
    entries.missingWeight = weights[255]!
    entries.missingSum = sums[255]!
    weights[255] = 0
    sums[255] = 0
  }

  searchNumbers(start: number, end: number, columns: readonly SplitColumn[], best: Split, limits: SplitLimits): boolean {
    if (this.#quick === null || !this.#quick.suits(this.entries)) return false
    this.#quick.search(start, end, columns, best, this.entries, limits)
    return true
  }

  partition(start: number, end: number, feature: number, goesLeft: Uint8Array): number {
    const { bins } = this.#source
    const [offsets, stats, rightOffsets, rightStats] = [this.#offsets, this.#stats, this.#rightOffsets, this.#rightStats]
    let left = start
    let right = 0
    for (let i = start; i < end; i++) {
      const offset = offsets[i]!
      const stat = stats[i]!
      const side = goesLeft[bins[offset + feature]!]!
      offsets[left] = offset
      stats[left] = stat
      rightOffsets[right] = offset
      rightStats[right] = stat
      left += side
      right += 1 - side
    }
    copyBack(rightOffsets, right, offsets, left)
    copyBack(rightStats, right, stats, left)
    return left
  }
}
