import { MillraceError } from '../errors/millrace-error.ts'
import type { Json } from '../json/json.ts'
import { formatDay, formatInstant, parseDay, parseInstant } from './calendar.ts'
import type { ColumnKind, ColumnSpec } from './column-spec.ts'

const numericBounds = ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum', 'multipleOf'] as const
const lengthBounds = ['minLength', 'maxLength'] as const

/**
 * Writes columns as a JSON Schema (draft 2020-12) of one row, so that readers in any language know what to send.
 *
 * @param columns - the columns
 * @returns an object schema; bounds of days and instants stand under `x-minimum` and so on, as text
 * @category Schema
 * @since 0.1.0
 */
export function columnsToJsonSchema(columns: readonly ColumnSpec[]): Json {
  return {
    type: 'object',
    properties: Object.fromEntries(columns.map((column) => [column.name, propertyOf(column)])),
    required: columns.filter(({ optional }) => !optional).map(({ name }) => name),
  }
}

const typeNames: Readonly<Record<ColumnKind, string>> = {
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
  day: 'string',
  instant: 'string',
  category: 'string',
  string: 'string',
}

function propertyOf(column: ColumnSpec): Json {
  const { kind, nullable, optional } = column
  const values = kind === 'boolean' ? column.allowed?.map((value) => value === 1) : (column.categories ?? column.allowed)
  const mayBeNull = nullable || optional
  const property: Record<string, Json> = { type: mayBeNull ? [typeNames[kind], 'null'] : typeNames[kind] }
  if (kind === 'day') property.format = 'date'
  if (kind === 'instant') property.format = 'date-time'
  if (values !== undefined) property.enum = mayBeNull ? [...values, null] : [...values]
  for (const bound of [...numericBounds, ...lengthBounds]) {
    const value = column[bound]
    if (value === undefined || !Number.isFinite(value)) continue
    if (kind === 'day') property[`x-${bound}`] = formatDay(value)
    else if (kind === 'instant') property[`x-${bound}`] = formatInstant(value)
    else property[bound] = value
  }
  return property
}

/**
 * Reads the columns that {@link columnsToJsonSchema} wrote, refusing whatever it would not write.
 *
 * @param schema - an object schema
 * @returns the columns
 * @throws MillraceError `E_JSON_SCHEMA_INVALID` when the schema is another than of flat columns
 * @category Schema
 * @since 0.1.0
 */
export function columnsFromJsonSchema(schema: Json): ColumnSpec[] {
  const { type, properties, required } = asObject(schema, 'the schema')
  if (type !== 'object') throw invalid('the schema is not of an object')
  const names = new Set(asArray(required ?? [], 'required'))
  return Object.entries(asObject(properties, 'properties')).map(([name, property]) => columnFrom(name, asObject(property, name), !names.has(name)))
}

function columnFrom(name: string, property: Readonly<Record<string, Json>>, optional: boolean): ColumnSpec {
  const types = Array.isArray(property.type) ? property.type : [property.type ?? '']
  const nullable = types.includes('null')
  const kind = kindOf(name, types.filter((type) => type !== 'null'), property)
  const column: { -readonly [K in keyof ColumnSpec]: ColumnSpec[K] } = { name, kind, nullable, optional }
  if (property.enum !== undefined) {
    const values = asArray(property.enum, name).filter((value) => value !== null)
    const expected = kind === 'category' ? 'string' : kind === 'boolean' ? 'boolean' : 'number'
    if (values.some((value) => typeof value !== expected)) throw invalid(`the column '${name}' lists values of another type`)
    if (kind === 'category') column.categories = Object.freeze(values as string[])
    else column.allowed = Object.freeze(values.map(Number))
  }
  for (const bound of [...numericBounds, ...lengthBounds]) {
    const value = kind === 'day' || kind === 'instant' ? boundFromText(name, kind, property[`x-${bound}`]) : property[bound]
    if (value === undefined) continue
    if (typeof value !== 'number' || !Number.isFinite(value)) throw invalid(`the bound '${bound}' of column '${name}' is not a number`)
    column[bound] = value
  }
  return Object.freeze(column)
}

function kindOf(name: string, types: readonly Json[], { format, enum: values }: Readonly<Record<string, Json>>): ColumnKind {
  const [type] = types
  if (types.length === 1 && (type === 'number' || type === 'integer' || type === 'boolean')) return type
  if (types.length === 1 && type === 'string') {
    if (format === 'date') return 'day'
    if (format === 'date-time') return 'instant'
    if (format === undefined) return values === undefined ? 'string' : 'category'
  }
  throw invalid(`the column '${name}' has a type that is none of ours`)
}

function boundFromText(name: string, kind: ColumnKind, text: Json | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = typeof text === 'string' ? (kind === 'day' ? parseDay(text) : parseInstant(text)) : Number.NaN
  if (Number.isNaN(value)) throw invalid(`a bound of column '${name}' is not a ${kind}`)
  return value
}

function asObject(value: Json | undefined, where: string): Readonly<Record<string, Json>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(`${where} is not an object`)
  return value as Readonly<Record<string, Json>>
}

function asArray(value: Json, where: string): readonly Json[] {
  if (!Array.isArray(value)) throw invalid(`${where} is not an array`)
  return value
}

function invalid(message: string): MillraceError {
  return new MillraceError({ code: 'E_JSON_SCHEMA_INVALID', message: `JSON Schema: ${message}` })
}
