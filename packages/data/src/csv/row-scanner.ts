import { carriageReturn, cellEnd, isBlank, lineFeed, quote } from './bytes.ts'
import type { CellBlock, RowFault } from './cell-block.ts'

/** Enough cells to spread the cost of a block, few enough to stay in the second-level cache. */
const cellsPerBlock = 1 << 15

/** Bytes that a scan needs behind the last one. */
export const scanRoom = 8

/** The form of a file, in bytes. */
export interface Dialect {
  /** Byte between cells. */
  readonly delimiter: number
  /** Whether spaces and tabs around cells are no part of them. */
  readonly trim: boolean
}

/** What the scanner has to know of the rows to come. */
export interface RowScannerOptions {
  /** Cells a row; a row of another number is a fault. */
  readonly width: number
  /** Physical line of the first row. */
  readonly line: number
  /** Whether a blank line is a row, where the width is 1; blank lines are skipped otherwise. */
  readonly keepBlank: boolean
  /** Most rows of a block. */
  readonly capacity?: number
}

/** How far to scan. */
export interface ScanOptions {
  /** Whether the file ends where the bytes do; otherwise a row that reaches their end is left for later. */
  readonly final: boolean
  /** Most rows. @defaultValue the capacity of the block */
  readonly rows?: number
}

/** Finds the cells of rows by RFC 4180; LF, CR LF and a bare CR end a line, and a quote inside a bare cell is a byte like others. */
export class RowScanner implements CellBlock {
  readonly width: number
  readonly edges: Int32Array
  readonly rowLines: Float64Array
  bytes: Buffer = Buffer.alloc(1)
  rowCount = 0
  faults: RowFault[] = []
  /** Physical line of the next row. */
  line: number
  /** Physical line of the quote that was still open where the bytes ended, or 0. */
  openQuoteLine = 0
  #view: DataView = new DataView(new ArrayBuffer(0))
  readonly #delimiter: number
  readonly #trim: boolean
  readonly #keepBlank: boolean
  #lineEndsInQuotes = 0

  constructor({ delimiter, trim }: Dialect, { width, line, keepBlank, capacity }: RowScannerOptions) {
    const rows = capacity ?? Math.max(1, Math.floor(cellsPerBlock / width))
    this.width = width
    this.line = line
    this.edges = new Int32Array(rows * (width + 1))
    this.rowLines = new Float64Array(rows)
    this.#delimiter = delimiter
    this.#trim = trim
    this.#keepBlank = keepBlank && width === 1
  }

  /**
   * Replaces the rows of the block by the next ones.
   *
   * @param bytes - has room for {@link scanRoom} bytes at `to`, which are overwritten
   * @returns the offset after the last row found
   */
  scan(bytes: Buffer, from: number, to: number, { final, rows = this.rowLines.length }: ScanOptions): number {
    if (bytes !== this.bytes) this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.bytes = bytes
    this.rowCount = 0
    this.faults = []
    this.openQuoteLine = 0
    // Ends every cell, so that the loop over its bytes need not watch for the end.
    bytes[to] = lineFeed
    const most = Math.min(rows, this.rowLines.length)
    let position = from
    while (position < to && this.rowCount + this.faults.length < most) {
      const next = this.#scanRow(position, to, final)
      if (next < 0) break
      position = next
    }
    return position
  }

  /** The offset after the row, or -1 where it may go on beyond the bytes. */
  #scanRow(from: number, to: number, final: boolean): number {
    const { bytes, edges } = this
    const view = this.#view
    const trim = this.#trim
    const delimiter = this.#delimiter
    const firstEdge = this.rowCount * (this.width + 1)
    const lastEdge = firstEdge + this.width
    let edge = firstEdge
    let position = from
    let faultyCell = 0
    edges[edge] = from - 1
    this.#lineEndsInQuotes = 0
    for (;;) {
      if (trim) position = this.#afterBlanks(position)
      if (bytes[position] === quote && position < to) {
        position = this.#afterClosingQuote(position + 1, to, final)
        if (position < 0) return -1
        if (trim) position = this.#afterBlanks(position)
        if (!this.#endsCell(bytes[position]!)) faultyCell = edge - firstEdge + 1
      }
      position = cellEnd(view, position, delimiter)
      if (++edge <= lastEdge) edges[edge] = position
      if (bytes[position] !== delimiter) break
      position++
    }
    const next = bytes[position] === lineFeed && position < to ? position + 1 : this.#afterLineEnd(position, to, final)
    if (next < 0) return -1
    this.#endRow(from, position, edge - firstEdge, faultyCell)
    return next
  }

  #endRow(start: number, end: number, cells: number, faultyCell: number): void {
    const { line, width } = this
    this.line += 1 + this.#lineEndsInQuotes
    if (cells === 1 && !this.#keepBlank && this.#isBlankLine(start, end)) return
    if (cells === width && faultyCell === 0) {
      this.rowLines[this.rowCount++] = line
      return
    }
    const reason =
      faultyCell > 0
        ? `text after the closing quote of cell ${faultyCell}`
        : `${cells} ${cells === 1 ? 'cell' : 'cells'} where ${width} are expected`
    this.faults.push({ start, end, line, cells, reason })
  }

  #isBlankLine(start: number, end: number): boolean {
    return start === end || (this.#trim && this.#afterBlanks(start) === end)
  }

  #endsCell(byte: number): boolean {
    return byte === this.#delimiter || byte === lineFeed || byte === carriageReturn
  }

  #afterBlanks(start: number): number {
    let position = start
    while (isBlank(this.bytes[position]!) && this.bytes[position] !== this.#delimiter) position++
    return position
  }

  /** The offset after the line end at `position`, or -1 where it may go on beyond the bytes. */
  #afterLineEnd(position: number, to: number, final: boolean): number {
    if (position >= to) return final ? to : -1
    if (this.bytes[position] === lineFeed) return position + 1
    if (position + 1 >= to) return final ? to : -1
    return this.bytes[position + 1] === lineFeed ? position + 2 : position + 1
  }

  /** The offset after the quote that closes the cell, or -1 where it is not within the bytes. */
  #afterClosingQuote(start: number, to: number, final: boolean): number {
    const { bytes } = this
    const openedOn = this.line + this.#lineEndsInQuotes
    for (let position = start; position < to; position++) {
      const byte = bytes[position]
      if (byte === quote) {
        if (position + 1 === to) {
          if (final) return to
          break
        }
        if (bytes[position + 1] !== quote) return position + 1
        position++
      } else if (byte === lineFeed || (byte === carriageReturn && bytes[position + 1] !== lineFeed)) {
        this.#lineEndsInQuotes++
      }
    }
    this.openQuoteLine = openedOn
    return -1
  }
}
