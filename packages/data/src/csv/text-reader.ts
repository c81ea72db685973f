import { type Column, type ColumnSpec, compileCheck, type Schema, type ValueCheck } from '@millrace/core'
import type { CellReader } from './cell-reader.ts'
import { limitError } from './csv-error.ts'
import { Dictionary } from './dictionary.ts'
import type { NullTexts } from './null-texts.ts'
import type { PlainCells } from './plain-cells.ts'

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
export class TextReader implements CellReader {
  readonly spec: ColumnSpec
  readonly plain: PlainCells | null
  refusal: string | null = null
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
    this.plain =
      this.#verdicts === null && nulls.onlyEmpty
        ? { kind: 'text', takesEmpty: nulls.empty && this.#nullAllowed, dictionary: this.#dictionary }
        : null
  }

  read(bytes: Buffer, start: number, end: number, quoted: boolean): number {
    if ((!quoted || this.#quotedNulls) && this.#nulls.has(bytes, start, end)) {
      if (!this.#nullAllowed) this.refusal = this.#check(null)
      return -1
    }
    const code = this.#closed ? this.#dictionary.find(bytes, start, end) : this.#intern(bytes, start, end)
    if (code < 0) this.refusal = this.#check(bytes.toString('utf8', start, end))
    else if (this.#verdicts !== null) this.refusal = this.#verdict(code, this.#verdicts)
    return code
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
