import { type Column, isText } from '@millrace/core'
import { quote } from './bytes.ts'
import { type CellBlock, cellContent } from './cell-block.ts'
import type { CellReader } from './cell-reader.ts'

const leastCapacity = 1024
/** What the first rows let expect is believed up to so many times their number. */
const mostGrowth = 64
/** Unused room beyond which a finished column is copied. */
const mostSlack = 1 / 16

/** A column of the file that is read. */
export interface StoredColumn {
  /** Reads its cells. */
  readonly reader: CellReader
  /** Position of its cell in a row. */
  readonly cell: number
  /** Numbers, or codes of strings; `ColumnStore.length` of them count. */
  values: Float64Array | Int32Array
}

/** Is told which row of the block is refused, by which column and why. */
export type Refuse = (row: number, column: StoredColumn, reason: string) => void

/** Collects the values of all columns. */
export class ColumnStore {
  /** The columns. */
  readonly columns: readonly StoredColumn[]
  /** Number of rows. */
  length = 0
  /** Number of rows that have room. */
  capacity = 0
  /** Number of rows that there will probably be, or 0. */
  expected = 0
  #blockStart = 0

  constructor(columns: readonly Pick<StoredColumn, 'reader' | 'cell'>[]) {
    this.columns = columns.map(({ reader, cell }) => ({ reader, cell, values: emptyValues(reader, 0) }))
  }

  /** Makes room for more rows: for as many as are expected in all, where that is known, else by doubling. */
  reserve(rows: number): void {
    const needed = this.length + rows
    if (needed <= this.capacity) return
    this.capacity = Math.max(leastCapacity, needed, this.expected > needed ? Math.min(this.expected, mostGrowth * needed) : 2 * this.length)
    for (const column of this.columns) {
      const values = emptyValues(column.reader, this.capacity)
      values.set(column.values.subarray(0, this.length))
      column.values = values
    }
  }

  /** Adds the rows of a block, for which there is room, whatever is refused. */
  append(block: CellBlock, { trim, refuse }: { readonly trim: boolean; readonly refuse: Refuse }): void {
    this.#blockStart = this.length
    this.length += block.rowCount
    for (const column of this.columns) readColumn(column, block, { trim, refuse, values: this.#blockValues(column) })
  }

  /** Takes the marked rows out of the block that was added last. */
  drop(marked: Uint8Array): void {
    for (const column of this.columns) {
      const values = this.#blockValues(column)
      values.set(values.filter((_, row) => marked[row] === 0))
    }
    this.length -= marked.reduce((count, mark) => count + mark, 0)
  }

  /** The value, as rows hold it, of a row of the block that was added last. */
  value({ reader, values }: StoredColumn, row: number): unknown {
    return reader.value(values[this.#blockStart + row]!)
  }

  /** The whole column, as long as there are rows; a little room behind it is left where it is, for memory that is never written costs nothing. */
  finish({ reader, values }: StoredColumn): Column {
    const isTight = this.capacity - this.length <= mostSlack * this.length
    return reader.column(isTight ? values.subarray(0, this.length) : values.slice(0, this.length))
  }

  #blockValues({ values }: StoredColumn): Float64Array | Int32Array {
    return values.subarray(this.#blockStart, this.length)
  }
}

const emptyValues = ({ spec }: CellReader, length: number) => (isText(spec.kind) ? new Int32Array(length) : new Float64Array(length))

function readColumn(
  column: StoredColumn,
  { bytes, width, edges, rowCount }: CellBlock,
  { trim, refuse, values }: { readonly trim: boolean; readonly refuse: Refuse; readonly values: Float64Array | Int32Array },
): void {
  const { reader } = column
  for (let row = 0, edge = column.cell; row < rowCount; row++, edge += width + 1) {
    const start = edges[edge]! + 1
    const end = edges[edge + 1]!
    if (trim || bytes[start] === quote) {
      const content = cellContent(bytes, start, end, trim)
      values[row] = reader.read(content.bytes, content.start, content.end, content.quoted)
    } else {
      values[row] = reader.read(bytes, start, end, false)
    }
    if (reader.refusal === null) continue
    refuse(row, column, reader.refusal)
    reader.refusal = null
  }
}
