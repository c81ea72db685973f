import type { Column, ColumnSpec } from '@millrace/core'
import { quote } from './bytes.ts'
import { type CellBlock, cellContent } from './cell-block.ts'
import type { CellReader } from './cell-reader.ts'

/** Is told which row of the block is refused, and why. */
export type Refuse = (row: number, reason: string) => void

/** Where the cells of a column stand. */
export interface ColumnBuilderOptions {
  /** Position of the column's cell in a row. */
  readonly cell: number
  /** Whether spaces and tabs around the content are no part of it. */
  readonly trim: boolean
}

/** Collects the values of one column, block by block, in an array that grows by doubling. */
export class ColumnBuilder {
  /** The column. */
  readonly spec: ColumnSpec
  /** Position of the column's cell in a row. */
  readonly cell: number
  readonly #reader: CellReader
  readonly #trim: boolean
  #values: Float64Array | Int32Array
  #length = 0
  #blockStart = 0

  constructor(reader: CellReader, { cell, trim }: ColumnBuilderOptions) {
    this.spec = reader.spec
    this.cell = cell
    this.#reader = reader
    this.#trim = trim
    this.#values = reader.makeValues(1024)
  }

  /** Adds a value for each row of the block, also where it is refused. */
  append({ bytes, width, edges, rowCount }: CellBlock, refuse: Refuse): void {
    this.#reserve(rowCount)
    this.#blockStart = this.#length
    const reader = this.#reader
    const trim = this.#trim
    const values = this.#values
    let at = this.#length
    for (let row = 0, edge = this.cell; row < rowCount; row++, edge += width + 1) {
      const start = edges[edge]! + 1
      const end = edges[edge + 1]!
      if (trim || bytes[start] === quote) {
        const content = cellContent(bytes, start, end, trim)
        values[at++] = reader.read(content.bytes, content.start, content.end, content.quoted)
      } else {
        values[at++] = reader.read(bytes, start, end, false)
      }
      if (reader.refusal !== null) {
        refuse(row, reader.refusal)
        reader.refusal = null
      }
    }
    this.#length = at
  }

  /** Takes the marked rows out of the block that was added last. */
  drop(marked: Uint8Array): void {
    let kept = this.#blockStart
    for (let from = kept; from < this.#length; from++) {
      if (marked[from - this.#blockStart] === 0) this.#values[kept++] = this.#values[from]!
    }
    this.#length = kept
  }

  /** The value, as rows hold it, of a row of the block that was added last. */
  value(row: number): unknown {
    return this.#reader.value(this.#values[this.#blockStart + row]!)
  }

  /** The column, with exactly the values that were added. */
  finish(): Column {
    return this.#reader.column(this.#values.slice(0, this.#length))
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#values.length) return
    const larger = this.#reader.makeValues(Math.max(2 * this.#values.length, this.#length + count))
    larger.set(this.#values)
    this.#values = larger
  }
}
