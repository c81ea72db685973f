import { type Column, type ColumnSpec, compileCheck, type Schema, type ValueCheck } from '@millrace/core'
import { quote } from './bytes.ts'
import { type CellBlock, cellContent } from './cell-block.ts'
import { type CellReader, nullRefusal, type ReadTarget } from './cell-reader.ts'
import { limitError } from './csv-error.ts'
import { Dictionary } from './dictionary.ts'
import type { NullTexts } from './null-texts.ts'

/** How the cells of a column of strings are read. */
export interface TextReaderOptions {
  /** What is null where it is not quoted. */
  readonly nulls: NullTexts
  /** Whether it is null where it is quoted as well. */
  readonly quotedNulls: boolean
  /** What messages call the file. */
  readonly name: string
  /** Most distinct values. */
  readonly mostDistinct: number
}

/** Reads strings as codes: of a dictionary in the order of the file, or of the categories as declared. */
export class TextReader implements CellReader<Int32Array> {
  readonly spec: ColumnSpec
  readonly #nulls: NullTexts
  readonly #quotedNulls: boolean
  readonly #check: ValueCheck
  readonly #dictionary: Dictionary
  /** What the check said of each code, where there is more to check than the category. */
  readonly #verdicts: (string | null)[] | null
  readonly #closed: boolean
  readonly #name: string
  readonly #mostDistinct: number
  readonly #nullAllowed: boolean

  constructor(spec: ColumnSpec, schema: Schema, { nulls, quotedNulls, name, mostDistinct }: TextReaderOptions) {
    this.spec = spec
    this.#nulls = nulls
    this.#quotedNulls = quotedNulls
    this.#check = compileCheck(spec, schema.refinements.get(spec.name))
    this.#dictionary = new Dictionary(spec.categories)
    this.#verdicts = schema.refinements.has(spec.name) || spec.minLength !== undefined || spec.maxLength !== undefined ? [] : null
    this.#closed = spec.categories !== undefined
    this.#name = name
    this.#mostDistinct = mostDistinct
    this.#nullAllowed = spec.nullable || spec.optional
  }

  read({ bytes, width, edges, rowCount }: CellBlock, { cell, trim, values, refuse }: ReadTarget<Int32Array>): void {
    const nulls = this.#nulls
    const dictionary = this.#dictionary
    const closed = this.#closed
    for (let row = 0, edge = cell; row < rowCount; row++, edge += width + 1) {
      let start = edges[edge]! + 1
      let end = edges[edge + 1]!
      let source = bytes
      let canBeNull = true
      if (trim || bytes[start] === quote) {
        const content = cellContent(bytes, start, end, trim)
        ;({ bytes: source, start, end } = content)
        canBeNull = this.#quotedNulls || !content.quoted
      }
      if (canBeNull && nulls.has(source, start, end)) {
        values[row] = -1
        if (!this.#nullAllowed) refuse(row, nullRefusal)
        continue
      }
      const code = closed ? dictionary.find(source, start, end) : this.#intern(source, start, end)
      values[row] = code
      if (code >= 0 && this.#verdicts === null) continue
      const reason = code < 0 ? this.#check(source.toString('utf8', start, end)) : this.#verdict(code, this.#verdicts!)
      if (reason !== null) refuse(row, reason)
    }
  }

  makeValues(length: number): Int32Array {
    return new Int32Array(length)
  }

  value(stored: number): string | null {
    return stored < 0 ? null : this.#dictionary.text(stored)
  }

  column(codes: Int32Array): Column {
    return { type: 'string', codes, dictionary: Object.freeze(this.#dictionary.texts()) }
  }

  #intern(bytes: Buffer, start: number, end: number): number {
    const code = this.#dictionary.intern(bytes, start, end)
    if (code >= 0 && code < this.#mostDistinct) return code
    const found = `column '${this.spec.name}' has too many distinct values`
    throw limitError({ name: this.#name }, { limit: 'distinct', most: this.#mostDistinct, found })
  }

  #verdict(code: number, verdicts: (string | null)[]): string | null {
    const known = verdicts[code]
    if (known !== undefined) return known
    const verdict = this.#check(this.#dictionary.text(code))
    verdicts[code] = verdict
    return verdict
  }
}
