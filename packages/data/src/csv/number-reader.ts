import { type Column, type ColumnSpec, compileCheck, fromPhysical, type Schema, type ValueCheck } from '@millrace/core'
import type { CellReader } from './cell-reader.ts'
import type { NullTexts } from './null-texts.ts'
import { parseNumber } from './number-parser.ts'
import type { PlainCells } from './plain-cells.ts'

/** The number that the content of a cell stands for, or NaN where it stands for none. */
export type ParseNumber = (bytes: Buffer, start: number, end: number) => number

/** How the cells of a numeric column are read. */
export interface NumberReaderOptions {
  /** What is null, quoted or not. */
  readonly nulls: NullTexts
  /** Reads what is not null. */
  readonly parse: ParseNumber
  /** Why a cell is refused for which `parse` gives NaN. */
  readonly unreadable: string
}

/** Reads numbers, booleans, days and instants. */
export class NumberReader implements CellReader {
  readonly spec: ColumnSpec
  readonly plain: PlainCells | null
  refusal: string | null = null
  readonly #nulls: NullTexts
  readonly #parse: ParseNumber
  readonly #unreadable: string
  readonly #check: ValueCheck
  readonly #low: number
  readonly #high: number
  readonly #whole: boolean
  readonly #nullAllowed: boolean

  constructor(spec: ColumnSpec, schema: Schema, { nulls, parse, unreadable }: NumberReaderOptions) {
    this.spec = spec
    this.#nulls = nulls
    this.#parse = parse
    this.#unreadable = unreadable
    this.#check = compileCheck(spec, schema.refinements.get(spec.name))
    this.#whole = spec.kind !== 'number' && spec.kind !== 'instant'
    ;[this.#low, this.#high] = plainRange(spec, schema)
    this.#nullAllowed = spec.nullable || spec.optional
    this.plain =
      parse === parseNumber && !nulls.mayBeNumbers
        ? { kind: 'number', takesEmpty: nulls.empty && this.#nullAllowed, low: this.#low, high: this.#high, whole: this.#whole }
        : null
  }

  read(bytes: Buffer, start: number, end: number): number {
    if (this.#nulls.has(bytes, start, end)) {
      if (!this.#nullAllowed) this.refusal = this.#check(Number.NaN)
      return Number.NaN
    }
    const parse = this.#parse
    // Adding 0 turns -0 into 0.
    const value = parse(bytes, start, end) + 0
    if (value >= this.#low && value <= this.#high && (!this.#whole || Number.isInteger(value))) return value
    this.refusal = Number.isNaN(value) ? this.#unreadable : this.#check(value)
    return value
  }

  value(stored: number): unknown {
    return fromPhysical(this.spec, stored)
  }

  column(values: Float64Array): Column {
    return { type: 'number', values }
  }
}

/** The range in which values need no check; empty where the column has more checks than a range. */
function plainRange({ name, kind, minimum, maximum, ...spec }: ColumnSpec, { refinements }: Schema): readonly [number, number] {
  const { exclusiveMinimum, exclusiveMaximum, multipleOf, allowed } = spec
  const checkedFurther =
    refinements.has(name) || [exclusiveMinimum, exclusiveMaximum, multipleOf, allowed].some((check) => check !== undefined)
  if (checkedFurther) return [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  if (kind === 'boolean') return [0, 1]
  const greatest = kind === 'number' || kind === 'instant' ? Number.MAX_VALUE : Number.MAX_SAFE_INTEGER
  return [Math.max(minimum ?? -greatest, -greatest), Math.min(maximum ?? greatest, greatest)]
}
