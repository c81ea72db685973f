import { parseDay, parseInstant } from '@millrace/core'
import { Dictionary } from './dictionary.ts'
import { parseNumber } from './number-parser.ts'

/** Distinct values are counted up to here. */
export const mostDistinct = 10_000
/** Values that are no numbers are kept up to this number. */
export const mostOdd = 4

const zero = 48
const nine = 57
const plus = 43
const minus = 45

/** What the cells of a column of unknown kind have in common. */
export class ColumnProfile {
  /** Name of the column. */
  readonly name: string
  /** Cells that are null, whatever the kind. */
  nulls = 0
  /** Other cells. */
  present = 0
  /** How many of those can be read as each kind; an integer is a number as well. */
  readonly counts = { number: 0, integer: 0, boolean: 0, day: 0, instant: 0 }
  /** Least number. */
  minimum = Number.POSITIVE_INFINITY
  /** Greatest number. */
  maximum = Number.NEGATIVE_INFINITY
  /** Some of the values that are no numbers. */
  readonly odd = new Set<string>()
  /** Cells between quotes that are null in a numeric column, and a value of a text column. */
  quotedNulls = 0
  /** What stands in those. */
  readonly quotedNullTexts = new Set<string>()
  readonly #values = new Dictionary()

  constructor(name: string) {
    this.name = name
  }

  /** The distinct values in the order of the file, {@link mostDistinct} at most. */
  values(): readonly string[] {
    return this.#values.texts()
  }

  /** Adds a cell between quotes that is null in a numeric column only. */
  addQuotedNull(text: string): void {
    this.quotedNulls++
    this.quotedNullTexts.add(text)
  }

  /** Adds a cell that is not null. */
  add(bytes: Buffer, start: number, end: number): void {
    this.present++
    if (this.#values.size < mostDistinct) this.#values.intern(bytes, start, end)
    const value = isCode(bytes, start, end) ? Number.NaN : parseNumber(bytes, start, end)
    if (Number.isFinite(value)) this.#addNumber(value)
    else this.#addText(bytes.toString('utf8', start, end))
  }

  #addNumber(value: number): void {
    this.counts.number++
    if (Number.isSafeInteger(value)) this.counts.integer++
    this.minimum = Math.min(this.minimum, value)
    this.maximum = Math.max(this.maximum, value)
  }

  #addText(text: string): void {
    if (this.odd.size < mostOdd) this.odd.add(text)
    if (/^(?:true|false)$/i.test(text)) this.counts.boolean++
    else if (!Number.isNaN(parseDay(text))) this.counts.day++
    else if (!Number.isNaN(parseInstant(text))) this.counts.instant++
  }
}

/** Digits that a number would lose: `007`, `+49…`, and more of them than a float64 keeps. */
function isCode(bytes: Buffer, start: number, end: number): boolean {
  const first = bytes[start] === minus ? start + 1 : start
  if (bytes[start] === plus) return true
  if (bytes[first] === zero && first + 1 < end && isDigit(bytes[first + 1]!)) return true
  return end - first > 15 && bytes.subarray(first, end).every(isDigit)
}

const isDigit = (byte: number) => byte >= zero && byte <= nine
