import { type Column, type ColumnSpec, isText } from '@millrace/core'

/** What parsers give for a cell. */
export type Cell = string | number | null

/** Collects the typed values of one column, as a program around a parser of text has to; grows by doubling. */
export class ColumnSink {
  readonly #name: string
  /** Codes of a column of categories; null for numbers. */
  readonly #codes: ReadonlyMap<string, number> | null
  readonly #dictionary: readonly string[]
  #values: Float64Array | Int32Array
  #length = 0

  constructor({ name, kind, categories = [] }: ColumnSpec) {
    this.#name = name
    this.#dictionary = categories
    this.#codes = isText(kind) ? new Map(categories.map((text, code) => [text, code])) : null
    this.#values = this.#codes === null ? new Float64Array(1024) : new Int32Array(1024)
  }

  /** Adds a cell: null or empty text is null, and what is neither a number nor a category is an error, as for the reader that is measured. */
  push(cell: Cell): void {
    if (this.#length === this.#values.length) this.#reserve(1)
    this.#values[this.#length++] = this.#codes === null ? this.#numberOf(cell) : this.#codeOf(cell, this.#codes)
  }

  /** Adds values that are typed already. */
  pushAll(values: Float64Array | Uint8Array, isNull: (row: number) => boolean): void {
    this.#reserve(values.length)
    this.#values.set(values, this.#length)
    const nothing = this.#codes === null ? Number.NaN : -1
    for (let row = 0; row < values.length; row++) if (isNull(row)) this.#values[this.#length + row] = nothing
    this.#length += values.length
  }

  /** The column, with exactly the values that were added. */
  finish(): Column {
    const values = this.#values.slice(0, this.#length)
    return values instanceof Float64Array ? { type: 'number', values } : { type: 'string', codes: values, dictionary: this.#dictionary }
  }

  #numberOf(cell: Cell): number {
    if (typeof cell === 'number') return cell
    if (cell === null || cell === '') return Number.NaN
    const value = Number(cell)
    if (Number.isNaN(value)) throw new Error(`column ${this.#name}: '${cell}' is no number`)
    return value
  }

  #codeOf(cell: Cell, codes: ReadonlyMap<string, number>): number {
    if (cell === null || cell === '') return -1
    const code = typeof cell === 'string' ? codes.get(cell) : undefined
    if (code === undefined) throw new Error(`column ${this.#name}: '${cell}' is no category`)
    return code
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#values.length) return
    const length = Math.max(2 * this.#values.length, this.#length + count)
    const larger = this.#values instanceof Float64Array ? new Float64Array(length) : new Int32Array(length)
    larger.set(this.#values)
    this.#values = larger
  }
}
