import { MillraceError } from '../errors/millrace-error.ts'
import { canonicalJson } from '../json/canonical-json.ts'
import type { Json } from '../json/json.ts'
import { asObject, entries, type JsonReader, list, mismatch, object, oneOf, readJson, text } from '../json/read-json.ts'
import { calendarRange, formatDay, formatInstant, parseDay, parseInstant } from './calendar.ts'
import { type ColumnKind, type ColumnSpec, isText } from './column-spec.ts'

const numericBounds = ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum', 'multipleOf'] as const
const lengthBounds = ['minLength', 'maxLength'] as const

/**
 * Writes columns as a JSON Schema (draft 2020-12) of one row, so that readers in any language know what to send.
 *
 * @param columns - the columns
 * @returns an object schema; bounds of days and instants stand under `x-minimum` and so on, as text
 * @example
 * ```ts
 * import { columnsToJsonSchema } from '@millrace/core'
 *
 * const columns = [{ name: 'term', kind: 'integer', nullable: true, optional: false, minimum: 12 }] as const
 * columnsToJsonSchema(columns) // => { type: 'object', properties: { term: { type: ['integer', 'null'], minimum: 12 } }, required: ['term'] }
 * ```
 * @category Schema
 * @since 0.1.0
 */
export function columnsToJsonSchema(columns: readonly ColumnSpec[]): Json {
  const properties = Object.fromEntries(columns.map((column) => [column.name, propertyOf(column)]))
  const optional = new Set(columns.filter((column) => column.optional).map(({ name }) => name))
  // In the order of the properties, which puts names that look like integers first.
  return { type: 'object', properties, required: Object.keys(properties).filter((name) => !optional.has(name)) }
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
  for (const bound of boundsOf(kind)) {
    const value = column[bound]
    if (value === undefined || !Number.isFinite(value)) continue
    if (kind !== 'day' && kind !== 'instant') property[bound] = value
    else if (value >= calendarRange[kind][0] && value <= calendarRange[kind][1]) property[`x-${bound}`] = toText[kind](value)
  }
  return property
}

const toText = { day: formatDay, instant: formatInstant }
const fromText = { day: parseDay, instant: parseInstant }

const boundsOf = (kind: ColumnKind) => (isText(kind) ? lengthBounds : numericBounds)

/**
 * Reads the columns that {@link columnsToJsonSchema} wrote, refusing whatever it would not write.
 *
 * A column that may be left out reads as nullable too: a row may say so either way.
 *
 * @param schema - an object schema
 * @returns the columns
 * @throws MillraceError `E_JSON_SCHEMA_INVALID` when the schema is another than of flat columns
 */
export function columnsFromJsonSchema(schema: Json): ColumnSpec[] {
  const { properties, required } = readJson(schema, readSchema, invalid)
  const names = new Set(required)
  return properties.map((column) => Object.freeze({ ...column, optional: !names.has(column.name) }))
}

const readSchema = object({ type: oneOf('object'), properties: entries(columnReader), required: list(text()) })

function columnReader(name: string): JsonReader<ColumnSpec> {
  return (value) => {
    const property = asObject(value)
    const types = Array.isArray(property.type) ? property.type : [property.type]
    const kind = kindOf(types[0], property)
    const column: { -readonly [K in keyof ColumnSpec]: ColumnSpec[K] } = { name, kind, nullable: types.length > 1, optional: false }
    if (Array.isArray(property.enum)) {
      const values = property.enum.filter((one) => one !== null)
      if (kind === 'category') column.categories = Object.freeze(values.map(String))
      else column.allowed = Object.freeze(values.map(Number))
    }
    for (const bound of boundsOf(kind)) {
      const limit = kind === 'day' || kind === 'instant' ? fromText[kind](String(property[`x-${bound}`])) : property[bound]
      if (typeof limit === 'number' && Number.isFinite(limit)) column[bound] = limit
    }
    const isOurs = canonicalJson(propertyOf(column)) === canonicalJson(property)
    return isOurs ? column : mismatch(`describes no column as Millrace writes it (of kind ${kind})`)
  }
}

function kindOf(type: Json | undefined, { format, enum: values }: Readonly<Record<string, Json>>): ColumnKind {
  if (type === 'number' || type === 'integer' || type === 'boolean') return type
  if (type !== 'string') return mismatch('has a type that is none of ours')
  if (format === 'date') return 'day'
  if (format === 'date-time') return 'instant'
  return values === undefined ? 'string' : 'category'
}

function invalid(fault: string): MillraceError {
  return new MillraceError({ code: 'E_JSON_SCHEMA_INVALID', message: `JSON Schema: ${fault}` })
}
