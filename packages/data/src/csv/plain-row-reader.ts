import { carriageReturn, cellEnd, endsInWord, firstMarked, lineFeed, quote } from './bytes.ts'
import type { ColumnStore, StoredColumn } from './column-store.ts'
import type { Dictionary } from './dictionary.ts'
import { integerDigits, powersOfTen } from './number-parser.ts'
import type { PlainCells } from './plain-cells.ts'
import type { Dialect } from './row-scanner.ts'

/** The rows to come. */
export interface PlainRowReaderOptions extends Pick<Dialect, 'delimiter'> {
  /** Cells a row. */
  readonly width: number
  /** Most bytes of a row. */
  readonly mostBytes: number
}

/** What may be done with a cell, as bits. */
const readsNumber = 1
const readsText = 2
const takesEmpty = 4
const wholeOnly = 8
const hasRange = 16

const zero = 48
const minus = 45
const dot = 46
/** No number of so many digits is greater. */
const greatestPlain = 10 ** integerDigits
/** Keep the first bytes of a word, by their number. */
const firstBytes = /* @__PURE__ */ Int32Array.of(0, 0xff, 0xffff, 0xffffff)

/**
 * Reads plain rows (no quote, no fault, no refused value) in one pass over their bytes, which is what nearly all rows are. At anything else it stops before the
 * row, and the row is scanned and read cell by cell instead: what happens here is nothing but speed.
 */
export class PlainRowReader {
  readonly #store: ColumnStore
  readonly #options: PlainRowReaderOptions
  // What follows is by the position of a cell in its row.
  readonly #columns: readonly (StoredColumn | undefined)[]
  readonly #plain: Uint8Array
  readonly #low: Float64Array
  readonly #high: Float64Array
  readonly #dictionaries: readonly (Dictionary | undefined)[]

  constructor(store: ColumnStore, options: PlainRowReaderOptions) {
    this.#store = store
    this.#options = options
    const columns = new Array<StoredColumn | undefined>(options.width).fill(undefined)
    for (const column of store.columns) columns[column.cell] = column
    const cells = columns.map((column) => column?.reader.plain ?? null)
    const numbers = cells.map((plain) => (plain?.kind === 'number' ? plain : undefined))
    this.#columns = columns
    this.#plain = Uint8Array.from(cells, (plain) => bitsOf(plain, options.delimiter))
    this.#low = Float64Array.from(numbers, (plain) => plain?.low ?? 0)
    this.#high = Float64Array.from(numbers, (plain) => plain?.high ?? 0)
    this.#dictionaries = cells.map((plain) => (plain?.kind === 'text' ? plain.dictionary : undefined))
  }

  /**
   * Adds rows to the store until one is not plain, or goes on beyond the bytes, or the store has no room.
   *
   * One function, because V8 would not inline its parts into the loop, which makes it half as fast.
   *
   * @param bytes - has room for `scanRoom` bytes at `to`, which are overwritten
   * @returns the offset after the last row
   */
  read(bytes: Buffer, from: number, to: number): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const { delimiter, width, mostBytes } = this.#options
    const plainCells = this.#plain
    const low = this.#low
    const high = this.#high
    const dictionaries = this.#dictionaries
    const store = this.#store
    const { capacity } = store
    const values = this.#columns.map((column) => column?.values)
    const numbers = values as Float64Array[]
    const codes = values as Int32Array[]
    bytes[to] = lineFeed
    let rowStart = from
    for (let row = store.length; row < capacity && rowStart < to; row++) {
      let position = rowStart
      let byte = delimiter
      for (let cell = 0; cell < width; cell++, position++) {
        if (byte !== delimiter) return rowStart
        const start = position
        byte = bytes[start]!
        if (byte === quote) return rowStart
        let isRead = false
        const plain = plainCells[cell]!
        if ((plain & readsText) !== 0) {
          let head = view.getInt32(start, true)
          let tail = view.getInt32(start + 4, true)
          let length = 0
          let ends = endsInWord(head, delimiter)
          if (ends !== 0) {
            length = firstMarked(ends)
            head &= firstBytes[length]!
            tail = 0
          } else {
            ends = endsInWord(tail, delimiter)
            if (ends !== 0) {
              length = 4 + firstMarked(ends)
              tail &= firstBytes[length - 4]!
            } else {
              length = cellEnd(view, start + 8, delimiter) - start
            }
          }
          position = start + length
          byte = bytes[position]!
          const dictionary = dictionaries[cell]!
          const code = length > 8 ? dictionary.find(bytes, start, position) : length > 0 ? dictionary.findShort(head, tail, length) : -1
          codes[cell]![row] = code
          isRead = code >= 0 || (length === 0 && (plain & takesEmpty) !== 0)
        } else if ((plain & readsNumber) !== 0) {
          const digitsStart = byte === minus ? start + 1 : start
          position = digitsStart
          let mantissa = 0
          let digit = bytes[position]! - zero
          for (; digit >>> 0 <= 9; digit = bytes[++position]! - zero) mantissa = (Math.imul(mantissa, 10) + digit) | 0
          let digits = position - digitsStart
          let decimals = 0
          if (digit === dot - zero) {
            const decimalsStart = ++position
            digit = bytes[position]! - zero
            for (; digit >>> 0 <= 9; digit = bytes[++position]! - zero) mantissa = (Math.imul(mantissa, 10) + digit) | 0
            decimals = position - decimalsStart
            digits += decimals
          }
          byte = bytes[position]!
          if (byte === delimiter || byte === lineFeed || byte === carriageReturn) {
            if (digits > 0 && digits <= integerDigits) {
              const size = decimals === 0 ? mantissa : mantissa / powersOfTen[decimals]!
              const value = digitsStart === start ? size : 0 - size
              numbers[cell]![row] = value
              isRead =
                (decimals === 0 || (plain & wholeOnly) === 0) && ((plain & hasRange) === 0 || (value >= low[cell]! && value <= high[cell]!))
            } else if (position === start && (plain & takesEmpty) !== 0) {
              numbers[cell]![row] = Number.NaN
              isRead = true
            }
          }
        }
        if (!isRead) {
          position = cellEnd(view, start, delimiter)
          byte = bytes[position]!
          if (!this.#readByColumn(bytes, { start, end: position, cell, row })) return rowStart
        }
      }
      // `position` is behind the byte that ended the row; the one at `to` is not the file's.
      if (byte !== lineFeed && byte !== carriageReturn) return rowStart
      if (position > to || position - rowStart > mostBytes) return rowStart
      if (byte === carriageReturn) {
        if (position === to) return rowStart
        if (bytes[position] === lineFeed) position++
      }
      rowStart = position
      store.length = row + 1
    }
    return rowStart
  }

  /** Lets the reader of the column read a cell; false where it is refused. */
  #readByColumn(bytes: Buffer, { start, end, cell, row }: { start: number; end: number; cell: number; row: number }): boolean {
    const column = this.#columns[cell]
    if (column === undefined) return true
    const { reader, values } = column
    values[row] = reader.read(bytes, start, end, false)
    const refused = reader.refusal !== null
    reader.refusal = null
    return !refused
  }
}

function bitsOf(plain: PlainCells | null, delimiter: number): number {
  if (plain === null) return 0
  const empty = plain.takesEmpty ? takesEmpty : 0
  if (plain.kind === 'text') return readsText | empty
  if (/[-+.\dE]/i.test(String.fromCharCode(delimiter))) return 0
  const isWide = plain.low <= -greatestPlain && plain.high >= greatestPlain
  return readsNumber | empty | (plain.whole ? wholeOnly : 0) | (isWide ? 0 : hasRange)
}
