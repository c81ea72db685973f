import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { failure } from '../../test/support/failure.ts'
import type { Json } from '../json/json.ts'
import { parseJson } from '../json/parse-json.ts'
import type { ColumnSpec } from './column-spec.ts'
import { columnsFromJsonSchema, columnsToJsonSchema } from './json-schema.ts'
import { schemaOf } from './schema-of.ts'

const Row = z.object({
  amount: z.number().min(0).lt(1e6).multipleOf(0.5).nullable(),
  term: z.int32(),
  code: z.literal([1, 2, 3]).nullable(),
  agreed: z.boolean(),
  signed: z.literal(true),
  applied: z.iso.date(),
  paid: z.date().min(new Date(0)).max(new Date(86_400_000)).optional(),
  seen: z.iso.datetime().nullish(),
  area: z.enum(['Urban', 'Rural', 'null', '']).nullable(),
  name: z.string().min(1).max(30),
  ['__proto__']: z.number(),
  '10': z.number(),
  '2': z.string().optional(),
})
const { columns } = schemaOf(Row)

/** What survives: rows may say null for a key that may be missing, and whether an instant was a Date is its schema's matter. */
const stored = ({ asDate: _, ...column }: ColumnSpec) => ({ ...column, nullable: column.nullable || column.optional })

it('writes columns as JSON Schema', () => {
  expect(columnsToJsonSchema(columns.filter(({ name }) => ['amount', 'paid', 'area', 'signed', '__proto__'].includes(name)))).toEqual({
    type: 'object',
    properties: JSON.parse(`{
      "amount": { "type": ["number", "null"], "minimum": 0, "exclusiveMaximum": 1000000, "multipleOf": 0.5 },
      "signed": { "type": "boolean", "enum": [true] },
      "paid": { "type": ["string", "null"], "format": "date-time", "x-minimum": "1970-01-01T00:00:00.000Z", "x-maximum": "1970-01-02T00:00:00.000Z" },
      "area": { "type": ["string", "null"], "enum": ["Urban", "Rural", "null", "", null] },
      "__proto__": { "type": "number" }
    }`),
    required: ['amount', 'signed', 'area', '__proto__'],
  })
})

it('reads what it wrote, through text', () => {
  const text = JSON.stringify(columnsToJsonSchema(columns))
  expect(columnsFromJsonSchema(parseJson(text))).toEqual(columns.map(stored))
  expect(columnsFromJsonSchema(parseJson(text)).map(({ name }) => name)).toContain('__proto__')
})

it('leaves out bounds that say nothing: infinity, and instants beyond the years 0000 to 9999', () => {
  const bounds = z.object({ x: z.number().min(Number.NEGATIVE_INFINITY), at: z.date().max(new Date(8.64e15)), day: z.iso.date().min(5) })
  const json = columnsToJsonSchema(schemaOf(bounds).columns)
  expect(json).toMatchObject({
    properties: { x: { type: 'number' }, at: { type: 'string', format: 'date-time' }, day: { type: 'string' } },
  })
  expect(columnsFromJsonSchema(json)).toHaveLength(3)
})

describe('refuses with E_JSON_SCHEMA_INVALID', () => {
  const one = (property: Json): Json => ({ type: 'object', properties: { x: property }, required: ['x'] })
  it.each<[string, Json, string]>([
    ['no object', [], 'the document is not an object'],
    ['another type', { type: 'array', properties: {}, required: [] }, `'type' is not "object"`],
    ['no properties', { type: 'object', required: [] }, "'properties' is not an object"],
    ['no list of required keys', { type: 'object', properties: {} }, "'required' is not an array"],
    ['a required key that is no text', { type: 'object', properties: {}, required: [1] }, "'required.0' is not a string"],
    ['a member beyond', { type: 'object', properties: {}, required: [], $ref: '#' }, "'$ref' is not a known member"],
    ['a property that is no object', one(true), "'properties.x' is not an object"],
    ['a type that is none of ours', one({ type: 'object' }), "'properties.x' has a type that is none of ours"],
    ['no type', one({}), "'properties.x' has a type that is none of ours"],
    ['null alone', one({ type: ['null'] }), "'properties.x' has a type that is none of ours"],
    [
      'three types',
      one({ type: ['string', 'number', 'null'] }),
      "'properties.x' describes no column as Millrace writes it (of kind string)",
    ],
    [
      'another format',
      one({ type: 'string', format: 'email' }),
      "'properties.x' describes no column as Millrace writes it (of kind string)",
    ],
    ['a pattern', one({ type: 'string', pattern: '(a+)+' }), "'properties.x' describes no column as Millrace writes it (of kind string)"],
    [
      'a bound of another type',
      one({ type: 'number', minimum: '0' }),
      "'properties.x' describes no column as Millrace writes it (of kind number)",
    ],
    [
      'a bound of another kind',
      one({ type: 'number', minLength: 1 }),
      "'properties.x' describes no column as Millrace writes it (of kind number)",
    ],
    [
      'a day bound that is no day',
      one({ type: 'string', format: 'date', 'x-minimum': '2023-02-29' }),
      "'properties.x' describes no column as Millrace writes it (of kind day)",
    ],
    [
      'values of another type',
      one({ type: 'string', enum: ['a', 1] }),
      "'properties.x' describes no column as Millrace writes it (of kind category)",
    ],
    [
      'null values where null is none',
      one({ type: 'string', enum: ['a', null] }),
      "'properties.x' describes no column as Millrace writes it (of kind category)",
    ],
    [
      'values that are no list',
      one({ type: 'boolean', enum: true }),
      "'properties.x' describes no column as Millrace writes it (of kind boolean)",
    ],
  ])('%s', (_, schema, fault) => {
    const { code, message } = failure(() => columnsFromJsonSchema(schema))
    expect([code, message]).toEqual(['E_JSON_SCHEMA_INVALID', `JSON Schema: ${fault}`])
  })
})
