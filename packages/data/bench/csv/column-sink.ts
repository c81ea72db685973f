import { type Column, type ColumnSpec, isText } from '@millrace/core'

/** Collects the typed values of one column, as a program around a parser of text has to; grows by doubling. */
export class ColumnSink {
  readonly #codes: Map<string, number> | null
  #values: Float64Array | Int32Array
  #length = 0

  constructor({ kind, categories = [] }: ColumnSpec) {
    this.#codes = isText(kind) ? new Map(categories.map((text, code) => [text, code])) : null
    this.#values = this.#codes === null ? new Float64Array(1024) : new Int32Array(1024)
  }

  /** Adds a cell. */
  push(text: string): void {
    if (this.#length === this.#values.length) this.reserve(1)
    this.#values[this.#length++] = this.#codes === null ? (text === '' ? Number.NaN : Number(text)) : text === '' ? -1 : this.codeOf(text, this.#codes)
  }

  /** Adds values that are typed already; `isNull` tells those that are null. */
  pushAll(values: Float64Array | Uint8Array, isNull: (row: number) => boolean): void {
    this.reserve(values.length)
    this.#values.set(values, this.#length)
    const nothing = this.#codes === null ? Number.NaN : -1
    for (let row = 0; row < values.length; row++) if (isNull(row)) this.#values[this.#length + row] = nothing
    this.#length += values.length
  }

  /** The column, with exactly the values that were added. */
  finish(): Column {
    const values = this.#values.slice(0, this.#length)
    return values instanceof Float64Array ? { type: 'number', values } : { type: 'string', codes: values, dictionary: [...this.#codes!.keys()] }
  }

  private codeOf(text: string, codes: Map<string, number>): number {
    const known = codes.get(text)
    if (known !== undefined) return known
    codes.set(text, codes.size)
    return codes.size - 1
  }

  private reserve(count: number): void {
    if (this.#length + count <= this.#values.length) return
    const length = Math.max(2 * this.#values.length, this.#length + count)
    const larger = this.#values instanceof Float64Array ? new Float64Array(length) : new Int32Array(length)
    larger.set(this.#values)
    this.#values = larger
  }
}

/** Throws where two readers did not end in the same columns: values, codes and dictionaries. */
export function requireSameColumns(expected: readonly Column[], actual: readonly Column[], reader: string): void {
  expected.forEach((column, index) => {
    const other = actual[index]
    const same = other !== undefined && column.type === other.type && sameBytes(valuesOf(column), valuesOf(other))
    if (!same || !sameTexts(column, other)) throw new Error(`column ${index} of ${reader} differs`)
  })
}

const valuesOf = (column: Column) => (column.type === 'number' ? column.values : column.codes)
const sameBytes = (a: Float64Array | Int32Array, b: Float64Array | Int32Array) => Buffer.compare(bytesOf(a), bytesOf(b)) === 0
const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array | Int32Array) => Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength)

function sameTexts(a: Column, b: Column): boolean {
  if (a.type === 'number' || b.type === 'number') return true
  return a.dictionary.length === b.dictionary.length && a.dictionary.every((text, code) => text === b.dictionary[code])
}
