import type { NodeRows, SplitColumn } from './node-rows.ts'
import { createOccupied, takeOccupied } from './occupied.ts'
import { PairEntries } from './pair-entries.ts'
import { lookUpSides, partitionFloats, partitionInts, partitionRoom } from './partition.ts'
import type { RowSource } from './row-source.ts'

/** Rows with any weights whose target is a number, or 1 or 0. */
export class WeightedRows implements NodeRows {
  length = 0
  readonly entries: PairEntries
  readonly #source: RowSource
  readonly #offsets: Int32Array
  readonly #times: Int32Array
  readonly #targets: Float64Array
  /** The weights of rows; absent where a row weighs as much as it was drawn. */
  readonly #weights: Float64Array | null
  readonly #room: ReturnType<typeof partitionRoom>
  readonly #occupied = createOccupied()
  readonly #rowsOf = new Float64Array(256)
  readonly #weightOf = new Float64Array(256)
  readonly #sumOf = new Float64Array(256)

  constructor(source: RowSource, criterion: 'gini' | 'entropy' | 'squared') {
    const rows = source.target.length
    this.#source = source
    this.#offsets = new Int32Array(rows)
    this.#times = new Int32Array(rows)
    this.#targets = new Float64Array(rows)
    this.#weights = source.weights === undefined ? null : new Float64Array(rows)
    this.#room = partitionRoom(rows)
    this.entries = new PairEntries(criterion)
  }

  draw(times: Uint16Array): void {
    const { target, weights, rowStep } = this.#source
    let length = 0
    for (let row = 0; row < times.length; row++) {
      this.#offsets[length] = row * rowStep
      this.#times[length] = times[row]!
      this.#targets[length] = target[row]!
      const weight = weights === undefined ? times[row]! : times[row]! * weights[row]!
      if (this.#weights !== null) this.#weights[length] = weight
      length += Number(weight > 0)
    }
    this.length = length
  }

  total(start: number, end: number): boolean {
    const [times, targets, weights] = [this.#times, this.#targets, this.#weights]
    let rows = 0
    let weight = 0
    let sum = 0
    let differs = 0
    for (let i = start; i < end; i++) {
      const of = weights === null ? times[i]! : weights[i]!
      rows += times[i]!
      weight += of
      sum += of * targets[i]!
      differs |= Number(targets[i] !== targets[start])
    }
    this.entries.totalRows = rows
    this.entries.totalWeight = weight
    this.entries.totalSum = sum
    return differs === 1
  }

  output(values: Float64Array, at: number): number {
    values[at] = this.entries.totalSum / this.entries.totalWeight
    return this.entries.totalWeight
  }

  collect(start: number, end: number, { feature }: SplitColumn): void {
    if (this.#weights === null) this.#addDrawn(start, end, feature)
    else this.#addWeighted(start, end, feature, this.#weights)
    const { entries } = this
    const rowsOf = this.#weights === null ? this.#weightOf : this.#rowsOf
    entries.count = takeOccupied(this.#occupied, entries.bins)
    for (let entry = 0; entry < entries.count; entry++) {
      const bin = entries.bins[entry]!
      entries.rows[entry] = rowsOf[bin]!
      entries.weight[entry] = this.#weightOf[bin]!
      entries.sum[entry] = this.#sumOf[bin]!
      this.#forget(bin)
    }
    entries.missingRows = rowsOf[255]!
    entries.missingWeight = this.#weightOf[255]!
    entries.missingSum = this.#sumOf[255]!
    this.#forget(255)
  }

  #addDrawn(start: number, end: number, feature: number): void {
    const { bins } = this.#source
    const [offsets, times, targets, weightOf, sumOf] = [this.#offsets, this.#times, this.#targets, this.#weightOf, this.#sumOf]
    const occupied = this.#occupied
    for (let i = start; i < end; i++) {
      const bin = bins[offsets[i]! + feature]!
      weightOf[bin]! += times[i]!
      sumOf[bin]! += times[i]! * targets[i]!
      occupied[bin >> 5]! |= 1 << (bin & 31)
    }
  }

  #addWeighted(start: number, end: number, feature: number, weights: Float64Array): void {
    const { bins } = this.#source
    const [offsets, times, targets, weightOf, sumOf] = [this.#offsets, this.#times, this.#targets, this.#weightOf, this.#sumOf]
    const [rowsOf, occupied] = [this.#rowsOf, this.#occupied]
    for (let i = start; i < end; i++) {
      const bin = bins[offsets[i]! + feature]!
      rowsOf[bin]! += times[i]!
      weightOf[bin]! += weights[i]!
      sumOf[bin]! += weights[i]! * targets[i]!
      occupied[bin >> 5]! |= 1 << (bin & 31)
    }
  }

  #forget(bin: number): void {
    this.#rowsOf[bin] = 0
    this.#weightOf[bin] = 0
    this.#sumOf[bin] = 0
  }

  partition(start: number, end: number, feature: number, goesLeft: Uint8Array): number {
    lookUpSides(this.#source.bins, this.#offsets, { start, end, feature }, goesLeft, this.#room.sides)
    partitionInts(this.#times, start, end, this.#room)
    partitionFloats(this.#targets, start, end, this.#room)
    if (this.#weights !== null) partitionFloats(this.#weights, start, end, this.#room)
    return partitionInts(this.#offsets, start, end, this.#room)
  }
}
