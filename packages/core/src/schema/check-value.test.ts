import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { compileCheck } from './check-value.ts'
import type { ColumnSpec } from './column-spec.ts'
import type { PhysicalValue } from './physical-value.ts'
import { schemaOf } from './schema-of.ts'

const columnFor = (type: z.core.$ZodType): [ColumnSpec, z.core.$ZodType | undefined] => {
  const schema = schemaOf(z.object({ x: type }))
  return [schema.columns[0]!, schema.refinements.get('x')]
}
const check = (type: z.core.$ZodType, value: PhysicalValue) => compileCheck(...columnFor(type))(value)

describe('numbers', () => {
  it.each<[string, z.core.$ZodType, PhysicalValue, string | null]>([
    ['any finite number', z.number(), -1e308, null],
    ['no null', z.number(), Number.NaN, 'null is not allowed'],
    ['null where nullable', z.number().nullable(), Number.NaN, null],
    ['null where optional', z.number().optional(), Number.NaN, null],
    ['no infinity', z.number(), Number.POSITIVE_INFINITY, 'not a finite number'],
    ['no infinity where nullable', z.number().nullable(), Number.NEGATIVE_INFINITY, 'not a finite number'],
    ['no fraction', z.int(), 0.5, 'not an integer between -(2^53 - 1) and 2^53 - 1'],
    ['no unsafe integer', z.int(), 2 ** 53, 'not an integer between -(2^53 - 1) and 2^53 - 1'],
    ['the largest integer', z.int(), 2 ** 53 - 1, null],
    ['a minimum', z.number().min(1), 1, null],
    ['below the minimum', z.number().min(1), 0.999, 'below the minimum 1'],
    ['above the maximum', z.number().max(1), 1.001, 'above the maximum 1'],
    ['not above', z.number().gt(0), 0, 'not above 0'],
    ['not below', z.number().lt(0), 0, 'not below 0'],
    ['a decimal multiple', z.number().multipleOf(0.1), 0.3, null],
    ['a large decimal multiple', z.number().multipleOf(0.01), 123_456_789.01, null],
    ['not a multiple', z.number().multipleOf(0.1), 0.35, 'not a multiple of 0.1'],
    ['a listed number', z.literal([1, 2]), 2, null],
    ['not a listed number', z.literal([1, 2]), 3, 'not one of 1, 2'],
    ['a boolean', z.boolean(), 1, null],
    ['not a boolean', z.boolean(), 2, 'not a boolean'],
    ['false where only true may be', z.literal(true), 0, 'not one of 1'],
  ])('%s', (_, type, value, reason) => {
    expect(check(type, value)).toBe(reason)
  })
})

describe('days and instants', () => {
  it.each<[string, z.core.$ZodType, number, string | null]>([
    ['the last day', z.iso.date(), 2_932_896, null],
    ['a day after it', z.iso.date(), 2_932_897, 'above the maximum 9999-12-31'],
    ['a day before the first', z.iso.date(), -719_529, 'below the minimum 0000-01-01'],
    ['part of a day', z.iso.date(), 0.5, 'not an integer between -(2^53 - 1) and 2^53 - 1'],
    ['an instant before the first', z.date(), -62_167_219_200_001, 'below the minimum 0000-01-01T00:00:00.000Z'],
    ['an instant before its own minimum', z.date().min(new Date(0)), -1, 'below the minimum 1970-01-01T00:00:00.000Z'],
  ])('%s', (_, type, value, reason) => {
    expect(check(type, value)).toBe(reason)
  })
})

describe('strings', () => {
  const nine = z.enum(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'])
  it.each<[string, z.core.$ZodType, string | null, string | null]>([
    ['any string', z.string(), '', null],
    ['no null', z.string(), null, 'null is not allowed'],
    ['null where nullable', z.string().nullable(), null, null],
    ['too short', z.string().min(2), 'a', 'shorter than 2 characters'],
    ['too long', z.string().max(2), 'abc', 'longer than 2 characters'],
    ['a category', nine, 'i', null],
    ['no category', nine, 'z', 'not one of "a", "b", "c", "d", "e", "f", "g", "h", …'],
    ['a category called like a member of Object', z.enum(['a']), '__proto__', 'not one of "a"'],
  ])('%s', (_, type, value, reason) => {
    expect(check(type, value)).toBe(reason)
  })
})

describe('a check that only zod can run', () => {
  it('runs on the value as rows hold it', () => {
    const isWeekend = z.iso.date().refine((text) => new Date(text).getUTCDay() % 6 === 0, 'not at a weekend')
    expect(check(isWeekend, 2)).toBe(null)
    expect(check(isWeekend, 4)).toBe('not at a weekend')
    expect(
      check(
        z.boolean().refine((value) => value, 'refused'),
        0,
      ),
    ).toBe('refused')
    expect(
      check(
        z.date().refine((date) => date.getTime() === 5, 'refused'),
        5,
      ),
    ).toBe(null)
  })

  it('runs after the others, and gives zod its own message', () => {
    const tested: number[] = []
    const type = z
      .number()
      .min(0)
      .refine((value) => tested.push(value) > 0)
    expect(check(type, -1)).toBe('below the minimum 0')
    expect(tested).toEqual([])
    expect(check(z.string().regex(/^a/), 'b')).toMatch(/pattern/)
  })

  it('sees null where it stands behind nullable, and nothing where the key may be missing', () => {
    const seen: unknown[] = []
    const record = (value: unknown) => seen.push(value) > 0
    expect(
      check(
        z
          .number()
          .nullable()
          .refine((value) => value !== null, 'null'),
        Number.NaN,
      ),
    ).toBe('null')
    check(z.string().nullable().refine(record), null)
    check(z.number().optional().refine(record), Number.NaN)
    check(z.number().refine(record).nullable(), Number.NaN)
    expect(seen).toEqual([null, undefined])
  })
})
