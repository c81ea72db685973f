import { type Column, type ColumnSpec, compileCheck, fromPhysical, type Schema, type ValueCheck } from '@millrace/core'
import { quote } from './bytes.ts'
import { type CellBlock, cellContent } from './cell-block.ts'
import { type CellReader, nullRefusal, type ReadTarget } from './cell-reader.ts'
import type { NullTexts } from './null-texts.ts'

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
export class NumberReader implements CellReader<Float64Array> {
  readonly spec: ColumnSpec
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
  }

  read({ bytes, width, edges, rowCount }: CellBlock, { cell, trim, values, refuse }: ReadTarget<Float64Array>): void {
    const nulls = this.#nulls
    const low = this.#low
    const high = this.#high
    const whole = this.#whole
    const parse = this.#parse
    for (let row = 0, edge = cell; row < rowCount; row++, edge += width + 1) {
      let start = edges[edge]! + 1
      let end = edges[edge + 1]!
      let source = bytes
      if (trim || bytes[start] === quote) ({ bytes: source, start, end } = cellContent(bytes, start, end, trim))
      if (nulls.has(source, start, end)) {
        values[row] = Number.NaN
        if (!this.#nullAllowed) refuse(row, nullRefusal)
        continue
      }
      // Adding 0 turns -0 into 0.
      const value = parse(source, start, end) + 0
      values[row] = value
      if (value >= low && value <= high && (!whole || Number.isInteger(value))) continue
      const reason = Number.isNaN(value) ? this.#unreadable : this.#check(value)
      if (reason !== null) refuse(row, reason)
    }
  }

  makeValues(length: number): Float64Array {
    return new Float64Array(length)
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
