import type { Column, ColumnSpec } from '@millrace/core'
import type { CellBlock } from './cell-block.ts'
import type { CellReader, Refuse } from './cell-reader.ts'

/** Where the cells of a column stand. */
export interface ColumnBuilderOptions {
  /** Position of the column's cell in a row. */
  readonly cell: number
  /** Whether spaces and tabs around the content are no part of it. */
  readonly trim: boolean
}

/** Collects the values of one column, one array for each block. */
export class ColumnBuilder {
  /** The column. */
  readonly spec: ColumnSpec
  /** Position of the column's cell in a row. */
  readonly cell: number
  readonly #reader: CellReader
  readonly #trim: boolean
  readonly #blocks: (Float64Array | Int32Array)[] = []

  constructor(reader: CellReader, { cell, trim }: ColumnBuilderOptions) {
    this.spec = reader.spec
    this.cell = cell
    this.#reader = reader
    this.#trim = trim
  }

  /** Adds a value for each row of the block, also where it is refused. */
  append(block: CellBlock, refuse: Refuse): void {
    const values = this.#reader.makeValues(block.rowCount)
    this.#reader.read(block, { cell: this.cell, trim: this.#trim, values, refuse })
    this.#blocks.push(values)
  }

  /** Takes the marked rows out of the block that was added last. */
  drop(marked: Uint8Array): void {
    this.#blocks.push(this.#blocks.pop()!.filter((_, row) => marked[row] === 0))
  }

  /** The value, as rows hold it, of a row of the block that was added last. */
  value(row: number): unknown {
    return this.#reader.value(this.#blocks.at(-1)![row]!)
  }

  /** The column. The builder is empty afterwards. */
  finish(): Column {
    const values = this.#reader.makeValues(this.#blocks.reduce((length, block) => length + block.length, 0))
    let at = 0
    for (const block of this.#blocks.splice(0)) {
      values.set(block, at)
      at += block.length
    }
    return this.#reader.column(values)
  }
}
