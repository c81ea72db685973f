import { isUtf8 } from 'node:buffer'
import { countLineEnds } from './bytes.ts'
import type { CellBlock } from './cell-block.ts'
import { csvError, limitError, unclosedQuote } from './csv-error.ts'
import type { CsvFormat } from './csv-options.ts'
import { RowScanner, scanRoom } from './row-scanner.ts'
import { findRowsStart, type RowsStart } from './rows-start.ts'
import { firstInvalidLine, lastCharacterEnd } from './utf8.ts'

/** What a handler expects of the rows. */
export interface RowsShape {
  /** Cells a row. */
  readonly width: number
  /** Whether a blank line is a row, where the width is 1. */
  readonly keepBlank: boolean
}

/** Rows that were read without being scanned. */
export interface PlainRows {
  /** Number of rows, each of one line. */
  readonly rowCount: number
  /** Offset after the last. */
  readonly next: number
}

/** Receives the rows of a file. */
export interface RowHandler {
  /** Is called once, before the rows. */
  begin(start: RowsStart): RowsShape
  /** Reads what rows it can by itself, from one offset up to another, and says how far it came. */
  plainRows?(bytes: Buffer, from: number, to: number): PlainRows
  /** Is told now and then how many rows there will probably be. */
  expectRows?(count: number): void
  /** Is called with some rows, whose bytes are gone afterwards. */
  rows(block: CellBlock): void
  /** Whether further rows are of no interest. */
  readonly isFull?: boolean
}

/** How rows are found. */
export interface RowReaderOptions {
  /** What messages call the file. */
  readonly name: string
  /** Its form. */
  readonly format: CsvFormat
  /** Bytes of the file, where they are known. */
  readonly totalBytes?: number | undefined
  /** Bytes that are looked at together; more only where a row is longer. @defaultValue 256 KiB */
  readonly windowBytes?: number
}

/** Finds the rows in a stream of UTF-8: chunks go in, blocks of whole rows come out. Memory is bounded by the longest row that is allowed. */
export class RowReader {
  readonly #handler: RowHandler
  readonly #options: RowReaderOptions
  readonly #windowBytes: number
  #scanner: RowScanner | null = null
  #window: Buffer
  #filled = 0
  #rowCount = 0
  #bytesRead = 0
  /** Up to here the window is known to be UTF-8. */
  #checked = 0
  /** So many bytes are worth a scan; twice an unfinished row, so that long rows take linear time. */
  #wanted: number

  constructor(handler: RowHandler, options: RowReaderOptions) {
    this.#handler = handler
    this.#options = options
    this.#windowBytes = options.windowBytes ?? 2 ** 18
    this.#window = Buffer.allocUnsafe(2 * this.#windowBytes + scanRoom)
    this.#wanted = this.#windowBytes
  }

  /** Takes the next bytes, which are copied. */
  push(chunk: Uint8Array): void {
    for (let from = 0; from < chunk.length; from += this.#windowBytes) {
      const piece = chunk.subarray(from, from + this.#windowBytes)
      this.#reserve(piece.length)
      this.#window.set(piece, this.#filled)
      this.#filled += piece.length
      if (this.#filled >= this.#wanted) this.#drain(false)
    }
  }

  /** Says that there are no more bytes. */
  end(): void {
    this.#drain(true)
  }

  #drain(final: boolean): void {
    this.#requireUtf8(final)
    const { name, format } = this.#options
    const begun = this.#scanner === null ? this.#begin(final) : 0
    const position = this.#scanner === null ? begun : this.#scanRows(this.#scanner, begun, final)
    this.#bytesRead += position
    this.#tellExpectedRows()
    const left = this.#filled - position
    const line = this.#scanner?.openQuoteLine || (this.#scanner?.line ?? 1)
    if (final && left > 0) throw unclosedQuote({ name, line })
    if (left > format.limits.rowBytes) throw this.#longRow(line, left)
    this.#window.copyWithin(0, position, this.#filled)
    this.#filled = left
    this.#checked = Math.max(0, this.#checked - position)
    this.#wanted = Math.max(this.#windowBytes, 2 * left)
  }

  /** The offset of the first row, or 0 where more bytes are needed to find it. */
  #begin(final: boolean): number {
    const { format } = this.#options
    const start = findRowsStart({ bytes: this.#window, to: this.#filled, final }, this.#options)
    if (start === null) return 0
    this.#scanner = new RowScanner(format, { ...this.#handler.begin(start), line: start.line })
    return start.offset
  }

  /** Hands on all whole rows and returns the offset of what is left. Where rows are plain, few are scanned at a time. */
  #scanRows(scanner: RowScanner, from: number, final: boolean): number {
    const handler = this.#handler
    let rows = 1
    for (let position = from; ; ) {
      const plain = handler.plainRows?.(this.#window, position, this.#filled)
      if (plain !== undefined) {
        this.#countRows(plain.rowCount, (row) => scanner.line + row)
        scanner.line += plain.rowCount
        position = plain.next
      }
      rows = plain === undefined || plain.rowCount < rows ? 2 * rows : 1
      const next = scanner.scan(this.#window, position, this.#filled, { final, rows })
      if (next === position) return position
      this.#countRows(
        scanner.rowCount + scanner.faults.length,
        (row) => scanner.rowLines[Math.min(row, scanner.rowCount - 1)] ?? scanner.line,
      )
      this.#requireShortRows(scanner)
      handler.rows(scanner)
      position = next
    }
  }

  /** A little more than a file of such rows has, for rows are not all equally long. */
  #tellExpectedRows(): void {
    const { totalBytes } = this.#options
    if (totalBytes !== undefined && this.#bytesRead > 0)
      this.#handler.expectRows?.(Math.ceil(1.03 * this.#rowCount * (totalBytes / this.#bytesRead)))
  }

  #countRows(rows: number, lineOf: (row: number) => number): void {
    const { name, format } = this.#options
    const most = format.limits.rows
    if (this.#rowCount + rows > most)
      throw limitError({ name, line: lineOf(most - this.#rowCount) }, { limit: 'rows', most, found: 'one more row' })
    this.#rowCount += rows
  }

  #requireShortRows({ rowCount, width, edges, rowLines, faults }: CellBlock): void {
    const most = this.#options.format.limits.rowBytes
    for (let row = 0, edge = 0; row < rowCount; row++, edge += width + 1) {
      const length = edges[edge + width]! - edges[edge]! - 1
      if (length > most) throw this.#longRow(rowLines[row]!, length)
    }
    for (const { start, end, line } of faults) if (end - start > most) throw this.#longRow(line, end - start)
  }

  #longRow(line: number, bytes: number): Error {
    const { name, format } = this.#options
    const open = this.#scanner?.openQuoteLine === line ? 'the quote that opens here is not closed within the row' : 'a row'
    return limitError({ name, line }, { limit: 'rowBytes', most: format.limits.rowBytes, found: `${open} of ${bytes} bytes` })
  }

  #requireUtf8(final: boolean): void {
    const end = final ? this.#filled : lastCharacterEnd(this.#window, this.#checked, this.#filled)
    const bytes = this.#window.subarray(this.#checked, end)
    if (!isUtf8(bytes)) throw this.#notUtf8(end)
    this.#checked = end
  }

  #notUtf8(end: number): Error {
    const utf16 = this.#scanner === null && [0xfeff, 0xfffe].includes(this.#window.readUInt16BE(0))
    const line = (this.#scanner?.line ?? 1) + countLineEnds(this.#window, 0, firstInvalidLine(this.#window, 0, end))
    const remedy = utf16
      ? "it looks like UTF-16: pass encoding: 'utf-16le'"
      : "pass its encoding, such as 'windows-1252', or convert the file"
    return csvError('E_CSV_ENCODING', { name: this.#options.name, line }, `these bytes are not UTF-8; ${remedy}`)
  }

  /** Makes room for more bytes, and for what the scanner needs behind them. */
  #reserve(count: number): void {
    if (this.#filled + count + scanRoom <= this.#window.length) return
    const larger = Buffer.allocUnsafe(2 * (this.#filled + count) + scanRoom)
    larger.set(this.#window.subarray(0, this.#filled))
    this.#window = larger
  }
}
