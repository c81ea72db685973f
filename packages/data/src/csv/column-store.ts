import { type Column, isText } from '@millrace/core'
import { quote } from './bytes.ts'
import { type CellBlock, cellContent } from './cell-block.ts'
import type { CellReader } from './cell-reader.ts'

/** Rows of a chunk, unless a block has more; no power of two, for then the columns of a row would compete for the same lines of a cache. */
const chunkRows = 8000

/** A column of the file that is read. */
export interface StoredColumn {
  /** Reads its cells. */
  readonly reader: CellReader
  /** Position of its cell in a row. */
  readonly cell: number
  /** Whether it is kept as codes of strings. */
  readonly isText: boolean
  /** Position among the columns that are kept in one array: numbers, or codes of strings. */
  readonly position: number
}

/** The values of some rows: one column behind the other in an array for each physical kind. */
export interface Chunk {
  /** Room for rows, and so the distance of columns. */
  readonly capacity: number
  /** Columns of numbers. */
  readonly numbers: Float64Array
  /** Columns of strings. */
  readonly codes: Int32Array
}

/** Is told which row of the block is refused, by which column and why. */
export type Refuse = (row: number, column: StoredColumn, reason: string) => void

/** Collects the values of all columns, chunk by chunk. */
export class ColumnStore {
  /** The columns. */
  readonly columns: readonly StoredColumn[]
  /** The chunk that is being filled. */
  chunk: Chunk = { capacity: 0, numbers: new Float64Array(0), codes: new Int32Array(0) }
  /** Rows in that chunk. */
  length = 0
  readonly #full: { readonly chunk: Chunk; readonly length: number }[] = []
  #fullRows = 0
  readonly #counts = { numbers: 0, codes: 0 }
  #blockStart = 0

  constructor(cells: readonly Pick<StoredColumn, 'reader' | 'cell'>[]) {
    this.columns = cells.map(({ reader, cell }) => {
      const text = isText(reader.spec.kind)
      return { reader, cell, isText: text, position: this.#counts[text ? 'codes' : 'numbers']++ }
    })
  }

  /** Makes room for more rows in the chunk. */
  reserve(rows: number): void {
    if (this.length + rows <= this.chunk.capacity) return
    this.#full.push({ chunk: this.chunk, length: this.length })
    this.#fullRows += this.length
    const capacity = Math.max(chunkRows, rows)
    const { numbers, codes } = this.#counts
    this.chunk = { capacity, numbers: new Float64Array(numbers * capacity), codes: new Int32Array(codes * capacity) }
    this.length = 0
  }

  /** Adds the rows of a block, whatever is refused. */
  append(block: CellBlock, { trim, refuse }: { readonly trim: boolean; readonly refuse: Refuse }): void {
    this.reserve(block.rowCount)
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
  value(column: StoredColumn, row: number): unknown {
    return column.reader.value(this.#blockValues(column)[row]!)
  }

  /** Number of rows. */
  get rowCount(): number {
    return this.#fullRows + this.length
  }

  /** The whole column. */
  finish(column: StoredColumn): Column {
    const values = column.isText ? new Int32Array(this.rowCount) : new Float64Array(this.rowCount)
    let at = 0
    for (const { chunk, length } of [...this.#full, this]) {
      values.set(valuesIn(chunk, column, 0, length), at)
      at += length
    }
    return column.reader.column(values)
  }

  #blockValues(column: StoredColumn): Float64Array | Int32Array {
    return valuesIn(this.chunk, column, this.#blockStart, this.length)
  }
}

function valuesIn(
  { capacity, numbers, codes }: Chunk,
  { isText, position }: StoredColumn,
  from: number,
  to: number,
): Float64Array | Int32Array {
  const start = position * capacity
  return (isText ? codes : numbers).subarray(start + from, start + to)
}

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
