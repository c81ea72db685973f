import type { z } from 'zod'
import { MillraceError } from '../errors/millrace-error.ts'
import type { ColumnKind, ColumnSpec } from './column-spec.ts'
import type { Schema } from './schema.ts'

/** The part of zod's documented definitions that columns are read from; matched by `type`, never by class. */
interface Definition {
  readonly type: string
  readonly format?: string
  readonly coerce?: boolean
  readonly local?: boolean
  readonly precision?: number | null
  readonly innerType?: z.core.$ZodType
  readonly entries?: Readonly<Record<string, string | number>>
  readonly values?: readonly unknown[]
  readonly options?: readonly z.core.$ZodType[]
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[]
}
interface Check {
  readonly check: string
  readonly value?: number | bigint | Date
  readonly inclusive?: boolean
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly length?: number
}
type Draft = { -readonly [K in keyof ColumnSpec]: ColumnSpec[K] } & { refined: boolean }

const definitionOf = (type: z.core.$ZodType) => type._zod.def as unknown as Definition

/** Reads the columns of a zod object; {@link MillraceError} `E_SCHEMA_UNSUPPORTED` names what cannot be one. */
export function readZodObject(object: z.core.$ZodObject): Schema {
  const { type, shape, checks } = object._zod.def
  if (type !== 'object') throw notAnObject(type)
  const refinements = new Map<string, z.core.$ZodType>()
  const columns = Object.entries(shape).map(([name, type]) => {
    const { refined, ...column } = readColumn(name, type)
    if (refined) refinements.set(name, type)
    return Object.freeze(column)
  })
  const checked = (checks?.length ?? 0) > 0
  return { columns: Object.freeze(columns), refinements, rowRefinement: checked ? object : undefined }
}

function readColumn(name: string, type: z.core.$ZodType): Draft {
  const column: Draft = { name, kind: 'number', nullable: false, optional: false, refined: false }
  let definition = definitionOf(type)
  for (; isWrapper(definition); definition = definitionOf(definition.innerType)) {
    if (definition.type === 'nullable') column.nullable = true
    if (definition.type === 'optional') column.optional = true
    for (const check of definition.checks ?? []) readCheck(column, check._zod.def)
  }
  readKind(column, definition)
  for (const check of definition.checks ?? []) readCheck(column, check._zod.def)
  return column
}

function isWrapper(definition: Definition): definition is Definition & { readonly innerType: z.core.$ZodType } {
  return definition.type === 'nullable' || definition.type === 'optional' || definition.type === 'readonly'
}

const kinds: Readonly<Record<string, ColumnKind>> = {
  number: 'number',
  int: 'integer',
  boolean: 'boolean',
  date: 'instant',
  string: 'string',
}

function readKind(column: Draft, definition: Definition): void {
  const refuse = (what: string) => unsupported(column.name, what)
  if (definition.coerce) throw refuse(`z.coerce.${definition.type}(): readers convert by themselves, declare the type alone`)
  const values = valuesOf(definition)
  if (values !== undefined) {
    readValues(column, values)
    return
  }
  if (definition.type === 'union') throw refuse('a union of types that are not literals')
  const kind = kinds[definition.type]
  if (kind === undefined) throw refuse(`a value of type '${definition.type}'`)
  column.kind = kind
  if (definition.type === 'date') column.asDate = true
  if (definition.format !== undefined) readFormat(column, definition)
}

/** The only values of a type that lists them. */
function valuesOf({ type, entries = {}, values, options = [] }: Definition): readonly unknown[] | undefined {
  if (type === 'enum') {
    // A TypeScript enum of numbers also maps each number to its name.
    const numbers = new Set(Object.values(entries).filter((value) => typeof value === 'number'))
    return Object.keys(entries).flatMap((name) => (numbers.has(Number(name)) ? [] : [entries[name]]))
  }
  if (type === 'literal') return values
  if (type !== 'union') return undefined
  const all = options.map((option) => valuesOf(definitionOf(option)))
  return all.includes(undefined) ? undefined : all.flatMap((each) => each ?? [])
}

function readFormat(column: Draft, { type, format, local, precision }: Definition): void {
  if (type === 'number') {
    readNumberFormat(column, format)
  } else if (format === 'date') {
    column.kind = 'day'
  } else if (format === 'datetime') {
    if (local) throw unsupported(column.name, 'a date and time without a zone: an instant needs one')
    if (typeof precision === 'number' && precision !== 3)
      throw unsupported(column.name, 'a date and time of another precision than milliseconds')
    column.kind = 'instant'
  } else {
    column.refined = true
  }
}

const integerRanges: Readonly<Record<string, readonly [number, number]>> = {
  safeint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1],
}

function readNumberFormat(column: Draft, format: string | undefined): void {
  const range = format === undefined ? undefined : integerRanges[format]
  if (range === undefined) {
    if (format !== 'float64') column.refined = true
    return
  }
  column.kind = 'integer'
  if (format === 'safeint') return
  column.minimum = Math.max(range[0], column.minimum ?? Number.NEGATIVE_INFINITY)
  column.maximum = Math.min(range[1], column.maximum ?? Number.POSITIVE_INFINITY)
}

function readValues(column: Draft, values: readonly unknown[]): void {
  const known = values.filter((value) => value !== null)
  if (known.length < values.length) column.nullable = true
  if (known.length > 0 && known.every((value) => typeof value === 'string')) {
    column.kind = 'category'
    column.categories = Object.freeze([...new Set(known as string[])])
  } else if (known.length > 0 && known.every((value) => typeof value === 'number')) {
    column.kind = known.every(Number.isSafeInteger) ? 'integer' : 'number'
    column.allowed = Object.freeze([...new Set(known as number[])])
  } else if (known.length > 0 && known.every((value) => typeof value === 'boolean')) {
    column.kind = 'boolean'
    if (new Set(known).size === 1) column.allowed = [known[0] ? 1 : 0]
  } else {
    throw unsupported(column.name, 'literals of several types')
  }
}

function readCheck(column: Draft, check: Check): void {
  const value = check.value instanceof Date ? check.value.getTime() : Number(check.value)
  if (check.check === 'overwrite') throw unsupported(column.name, 'a schema that changes the value (trim, toLowerCase, overwrite)')
  if (check.check === 'greater_than') column[check.inclusive ? 'minimum' : 'exclusiveMinimum'] = tighter(column, check, value)
  else if (check.check === 'less_than') column[check.inclusive ? 'maximum' : 'exclusiveMaximum'] = tighter(column, check, value)
  else if (check.check === 'multiple_of' && column.multipleOf === undefined) column.multipleOf = value
  else if (check.check === 'number_format') readNumberFormat(column, check.format)
  else if (check.check === 'min_length' && check.minimum !== undefined) column.minLength = Math.max(check.minimum, column.minLength ?? 0)
  else if (check.check === 'max_length' && check.maximum !== undefined)
    column.maxLength = Math.min(check.maximum, column.maxLength ?? check.maximum)
  else if (check.check === 'length_equals' && check.length !== undefined) column.minLength = column.maxLength = check.length
  else if (check.check === 'string_format' && (check.format === 'date' || check.format === 'datetime'))
    throw unsupported(column.name, `z.string().${check.format}(): declare z.iso.${check.format}()`)
  else column.refined = true
}

function tighter(column: Draft, check: Check, value: number): number {
  if (check.check === 'greater_than')
    return Math.max(value, column[check.inclusive ? 'minimum' : 'exclusiveMinimum'] ?? Number.NEGATIVE_INFINITY)
  return Math.min(value, column[check.inclusive ? 'maximum' : 'exclusiveMaximum'] ?? Number.POSITIVE_INFINITY)
}

function notAnObject(type: string): MillraceError {
  return new MillraceError({
    code: 'E_SCHEMA_UNSUPPORTED',
    message: `the schema of a row is a z.object, but this is of type '${type}'; transform rows after they are read`,
    details: { type },
  })
}

function unsupported(column: string, what: string): MillraceError {
  return new MillraceError({
    code: 'E_SCHEMA_UNSUPPORTED',
    message: `column '${column}' cannot be ${what}; use number, int, boolean, enum, string, iso.date, iso.datetime or date, nullable or optional`,
    details: { column },
  })
}
