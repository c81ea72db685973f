import { ClassEntries } from './class-entries.ts'
import type { NodeRows, SplitColumn } from './node-rows.ts'
import { createOccupied, takeOccupied } from './occupied.ts'
import { lookUpSides, partitionFloats, partitionInts, partitionRoom } from './partition.ts'
import type { RowSource } from './row-source.ts'

/** Rows of several classes, with any weights; the target is the index of the class. */
export class ClassRows implements NodeRows {
  length = 0
  readonly entries: ClassEntries
  readonly #source: RowSource
  readonly #offsets: Int32Array
  readonly #times: Int32Array
  readonly #labels: Int32Array
  readonly #weights: Float64Array
  readonly #room: ReturnType<typeof partitionRoom>
  readonly #occupied = createOccupied()
  readonly #rowsOf = new Float64Array(256)
  readonly #weightOf: Float64Array

  constructor(source: RowSource, classes: number, criterion: 'gini' | 'entropy' | 'squared') {
    const rows = source.target.length
    this.#source = source
    this.#offsets = new Int32Array(rows)
    this.#times = new Int32Array(rows)
    this.#labels = new Int32Array(rows)
    this.#weights = new Float64Array(rows)
    this.#room = partitionRoom(rows)
    this.#weightOf = new Float64Array(256 * classes)
    this.entries = new ClassEntries(classes, criterion)
  }

  draw(times: Uint16Array): void {
    const { target, weights, rowStep } = this.#source
    let length = 0
    for (let row = 0; row < times.length; row++) {
      const weight = weights === undefined ? times[row]! : times[row]! * weights[row]!
      this.#offsets[length] = row * rowStep
      this.#times[length] = times[row]!
      this.#labels[length] = target[row]!
      this.#weights[length] = weight
      length += Number(weight > 0)
    }
    this.length = length
  }

  total(start: number, end: number): boolean {
    const { entries } = this
    const [times, labels, weights] = [this.#times, this.#labels, this.#weights]
    let rows = 0
    let differs = 0
    entries.total.fill(0)
    for (let i = start; i < end; i++) {
      rows += times[i]!
      entries.total[labels[i]!]! += weights[i]!
      differs |= Number(labels[i] !== labels[start])
    }
    entries.totalRows = rows
    return differs === 1
  }

  output(values: Float64Array, at: number): number {
    const { total } = this.entries
    const weight = total.reduce((sum, each) => sum + each, 0)
    for (let label = 0; label < total.length; label++) values[at + label] = total[label]! / weight
    return weight
  }

  collect(start: number, end: number, { feature }: SplitColumn): void {
    const { entries } = this
    const { classes } = entries
    const { bins } = this.#source
    const [offsets, times, labels, weights] = [this.#offsets, this.#times, this.#labels, this.#weights]
    const [rowsOf, weightOf, occupied] = [this.#rowsOf, this.#weightOf, this.#occupied]
    for (let i = start; i < end; i++) {
      const bin = bins[offsets[i]! + feature]!
      rowsOf[bin]! += times[i]!
      weightOf[bin * classes + labels[i]!]! += weights[i]!
      occupied[bin >> 5]! |= 1 << (bin & 31)
    }
    entries.count = takeOccupied(occupied, entries.bins)
    for (let entry = 0; entry < entries.count; entry++) {
      const bin = entries.bins[entry]!
      entries.rows[entry] = rowsOf[bin]!
      rowsOf[bin] = 0
      this.#takeWeights(bin, entries.weights, entry * classes)
    }
    entries.missingRows = rowsOf[255]!
    rowsOf[255] = 0
    this.#takeWeights(255, entries.missing, 0)
  }

  #takeWeights(bin: number, into: Float64Array, at: number): void {
    const { classes } = this.entries
    for (let label = 0; label < classes; label++) {
      into[at + label] = this.#weightOf[bin * classes + label]!
      this.#weightOf[bin * classes + label] = 0
    }
  }

  partition(start: number, end: number, feature: number, goesLeft: Uint8Array): number {
    lookUpSides(this.#source.bins, this.#offsets, { start, end, feature }, goesLeft, this.#room.sides)
    partitionInts(this.#times, start, end, this.#room)
    partitionInts(this.#labels, start, end, this.#room)
    partitionFloats(this.#weights, start, end, this.#room)
    return partitionInts(this.#offsets, start, end, this.#room)
  }
}
