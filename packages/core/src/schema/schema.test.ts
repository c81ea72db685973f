import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { failure } from '../../test/support/failure.ts'
import { findColumn, schemaFromColumns } from './schema.ts'
import { schemaOf } from './schema-of.ts'

const columnOf = (type: z.core.$ZodType) => {
  const { name: _, ...column } = schemaOf(z.object({ x: type })).columns[0]!
  return column
}
const isRefined = (type: z.core.$ZodType) => schemaOf(z.object({ x: type })).refinements.has('x')

/** What a TypeScript enum is when it runs. */
const Level = { Low: 0, High: 1, 0: 'Low', 1: 'High' } as const
const Answer = { Yes: 'Y', No: 'N' } as const

const plain = { nullable: false, optional: false }

describe('each kind of zod type is read', () => {
  it.each<[string, z.core.$ZodType, object]>([
    ['number', z.number(), { kind: 'number' }],
    ['float64', z.float64(), { kind: 'number' }],
    ['finite number', z.number().finite(), { kind: 'number' }],
    ['int', z.int(), { kind: 'integer' }],
    ['number that is int', z.number().int(), { kind: 'integer' }],
    ['int32', z.int32(), { kind: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 }],
    ['uint32', z.uint32(), { kind: 'integer', minimum: 0, maximum: 2 ** 32 - 1 }],
    ['boolean', z.boolean(), { kind: 'boolean' }],
    ['string', z.string(), { kind: 'string' }],
    ['day', z.iso.date(), { kind: 'day' }],
    ['instant', z.iso.datetime(), { kind: 'instant' }],
    ['instant with offset', z.iso.datetime({ offset: true, precision: 3 }), { kind: 'instant' }],
    ['Date', z.date(), { kind: 'instant', asDate: true }],
    ['enum', z.enum(['b', 'a']), { kind: 'category', categories: ['b', 'a'] }],
    ['TypeScript enum of strings', z.enum(Answer), { kind: 'category', categories: ['Y', 'N'] }],
    ['TypeScript enum of numbers', z.enum(Level), { kind: 'integer', allowed: [0, 1] }],
    ['literal string', z.literal('a'), { kind: 'category', categories: ['a'] }],
    ['literal numbers', z.literal([1, 2]), { kind: 'integer', allowed: [1, 2] }],
    ['literal fractions', z.literal([0.5, 1]), { kind: 'number', allowed: [0.5, 1] }],
    ['literal true', z.literal(true), { kind: 'boolean', allowed: [1] }],
    ['both booleans', z.literal([true, false]), { kind: 'boolean' }],
    ['literals and null', z.literal(['a', null]), { kind: 'category', categories: ['a'], nullable: true }],
    ['union of literals', z.union([z.literal('a'), z.literal(['b', 'a'])]), { kind: 'category', categories: ['a', 'b'] }],
    ['union of enums', z.union([z.enum(['a']), z.enum(['b'])]), { kind: 'category', categories: ['a', 'b'] }],
  ])('%s', (_, type, expected) => {
    expect(columnOf(type)).toEqual({ ...plain, ...expected })
    expect(isRefined(type)).toBe(false)
  })
})

describe('null and missing keys', () => {
  it.each<[string, z.core.$ZodType, boolean, boolean]>([
    ['nullable', z.number().nullable(), true, false],
    ['optional', z.number().optional(), false, true],
    ['nullish', z.number().nullish(), true, true],
    ['readonly', z.number().readonly(), false, false],
    ['readonly of nullable', z.number().nullable().readonly(), true, false],
    ['optional of nullable of optional', z.number().optional().nullable().optional(), true, true],
  ])('%s', (_, type, nullable, optional) => {
    expect(columnOf(type)).toEqual({ kind: 'number', nullable, optional })
  })
})

describe('checks that plain data can state', () => {
  it.each<[string, z.core.$ZodType, object]>([
    ['min and max', z.number().min(1).max(2), { minimum: 1, maximum: 2 }],
    ['positive', z.number().positive(), { exclusiveMinimum: 0 }],
    ['lt', z.number().lt(5), { exclusiveMaximum: 5 }],
    [
      'the tighter of two',
      z.number().min(1).min(3).max(9).max(7).gt(0).gt(2).lt(8).lt(10),
      { minimum: 3, maximum: 7, exclusiveMinimum: 2, exclusiveMaximum: 8 },
    ],
    ['int32 above its minimum', z.int32().min(5), { kind: 'integer', minimum: 5, maximum: 2 ** 31 - 1 }],
    ['multipleOf', z.number().multipleOf(0.1), { multipleOf: 0.1 }],
    ['lengths', z.string().min(2).max(5), { kind: 'string', minLength: 2, maxLength: 5 }],
    ['one length', z.string().length(3), { kind: 'string', minLength: 3, maxLength: 3 }],
    ['bounds of dates', z.date().min(new Date(0)).max(new Date(1000)), { kind: 'instant', asDate: true, minimum: 0, maximum: 1000 }],
    ['below nullable', z.number().min(1).nullable(), { minimum: 1, nullable: true }],
  ])('%s', (_, type, expected) => {
    expect(columnOf(type)).toEqual({ kind: 'number', ...plain, ...expected })
    expect(isRefined(type)).toBe(false)
  })
})

describe('checks that only zod can run are kept with the column', () => {
  it.each<[string, z.core.$ZodType]>([
    ['refine', z.number().refine((value) => value !== 3)],
    [
      'refine after nullable',
      z
        .number()
        .nullable()
        .refine((value) => value !== 3),
    ],
    ['superRefine', z.string().superRefine(() => {})],
    ['regex', z.string().regex(/a/)],
    ['startsWith', z.string().startsWith('a')],
    ['email', z.email()],
    ['time', z.iso.time()],
    ['uuid', z.uuid()],
    ['float32', z.float32()],
    ['a second multipleOf', z.number().multipleOf(2).multipleOf(3)],
    ['lowercase', z.string().lowercase()],
  ])('%s', (_, type) => {
    expect(isRefined(type)).toBe(true)
  })

  it('and so is a check over several columns', () => {
    const object = z.object({ a: z.number() }).refine(({ a }) => a > 0)
    expect(schemaOf(object).rowRefinement).toBe(object)
    expect(schemaOf(z.object({ a: z.number() })).rowRefinement).toBeUndefined()
  })
})

describe('what cannot be a column is refused with its name and a reason', () => {
  const remedy = '; use number, int, boolean, enum, string, iso.date, iso.datetime or date, nullable or optional'
  it.each<[string, z.core.$ZodType, string]>([
    ['nested object', z.object({}), "a value of type 'object'"],
    ['array', z.array(z.number()), "a value of type 'array'"],
    ['tuple', z.tuple([z.number()]), "a value of type 'tuple'"],
    ['record', z.record(z.string(), z.number()), "a value of type 'record'"],
    ['map', z.map(z.string(), z.number()), "a value of type 'map'"],
    ['bigint', z.bigint(), "a value of type 'bigint'"],
    ['int64', z.int64(), "a value of type 'bigint'"],
    ['any', z.any(), "a value of type 'any'"],
    ['unknown', z.unknown(), "a value of type 'unknown'"],
    ['null', z.null(), "a value of type 'null'"],
    ['transform', z.string().transform((text) => text.length), "a value of type 'pipe'"],
    ['pipe', z.string().pipe(z.string()), "a value of type 'pipe'"],
    ['codec', z.stringbool(), "a value of type 'pipe'"],
    ['default', z.number().default(1), "a value of type 'default'"],
    ['prefault', z.number().prefault(1), "a value of type 'prefault'"],
    ['catch', z.number().catch(1), "a value of type 'catch'"],
    ['lazy', z.lazy(() => z.number()), "a value of type 'lazy'"],
    ['template literal', z.templateLiteral(['a', z.number()]), "a value of type 'template_literal'"],
    ['intersection', z.intersection(z.string(), z.string()), "a value of type 'intersection'"],
    ['nonoptional', z.number().optional().nonoptional(), "a value of type 'nonoptional'"],
    ['union of types', z.union([z.number(), z.string()]), 'a union of types that are not literals'],
    ['mixed literals', z.literal(['a', 1]), 'literals of several types'],
    ['literal null', z.literal(null), 'literals of several types'],
    ['literal bigint', z.literal(1n), 'literals of several types'],
    ['coerced number', z.coerce.number(), 'z.coerce.number(): readers convert by themselves, declare the type alone'],
    ['coerced date', z.coerce.date(), 'z.coerce.date(): readers convert by themselves, declare the type alone'],
    ['trim', z.string().trim(), 'a schema that changes the value (trim, toLowerCase, overwrite)'],
    [
      'overwrite after nullable',
      z
        .number()
        .nullable()
        .overwrite((value) => value),
      'a schema that changes the value (trim, toLowerCase, overwrite)',
    ],
    ['local datetime', z.iso.datetime({ local: true }), 'a date and time without a zone: an instant needs one'],
    ['datetime to the second', z.iso.datetime({ precision: 0 }), 'a date and time of another precision than milliseconds'],
    ['string date', z.string().date(), 'z.string().date(): declare z.iso.date()'],
    ['string datetime', z.string().datetime(), 'z.string().datetime(): declare z.iso.datetime()'],
  ])('%s', (_, type, reason) => {
    const { code, message, details } = failure(() => schemaOf(z.object({ fine: z.number(), x: type })))
    expect({ code, message, details }).toEqual({
      code: 'E_SCHEMA_UNSUPPORTED',
      message: `column 'x' cannot be ${reason}${remedy}`,
      details: { column: 'x' },
    })
  })

  it('and so is a row that is no object', () => {
    const row = z.object({ x: z.number() }).transform(({ x }) => ({ x })) as unknown as z.ZodObject
    const { code, message } = failure(() => schemaOf(row))
    expect([code, message]).toEqual([
      'E_SCHEMA_UNSUPPORTED',
      "the schema of a row is a z.object, but this is of type 'pipe'; transform rows after they are read",
    ])
  })
})

describe('a schema', () => {
  it('is read once, frozen, and keeps the declared order', () => {
    const object = z.object({ b: z.number(), a: z.string() })
    const schema = schemaOf(object)
    expect(schemaOf(object)).toBe(schema)
    expect(schema.columns.map(({ name }) => name)).toEqual(['b', 'a'])
    expect(Object.isFrozen(schema) && Object.isFrozen(schema.columns) && schema.columns.every(Object.isFrozen)).toBe(true)
  })

  it('may have columns called like members of Object', () => {
    const object = z.object({ ['__proto__']: z.number(), constructor: z.string(), '1': z.boolean() })
    expect(schemaOf(object).columns.map(({ name }) => name)).toEqual(['1', '__proto__', 'constructor'])
  })

  it('finds a column by name', () => {
    const schema = schemaFromColumns([{ name: 'a', kind: 'number', nullable: false, optional: false }])
    expect(findColumn(schema, 'a')?.kind).toBe('number')
    expect(findColumn(schema, 'toString')).toBeUndefined()
  })
})
