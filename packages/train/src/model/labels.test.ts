import { fromRows, type Table } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readKnownLabels, readLabels } from './labels.ts'

const table = <S extends z.ZodType<string | number | boolean | null>>(type: S, values: readonly z.output<S>[]): Table =>
  fromRows(
    z.object({ label: type }),
    values.map((label) => ({ label })),
  ) as Table

const labels = (rows: Table, positive: string | number | boolean, weights?: Float64Array) =>
  readLabels(rows, { column: 'label', positive }, weights)
const code = (expected: string) => expect.objectContaining({ code: expected })

describe('readLabels', () => {
  test.each([
    ['strings', table(z.string(), ['b', 'a', 'b']), 'b', 'a', { kind: 'category', categories: ['a', 'b'] }],
    ['categories', table(z.enum(['b', 'a']), ['b', 'a', 'b']), 'b', 'a', { kind: 'category', categories: ['a', 'b'] }],
    ['numbers', table(z.number(), [2, 1, 2]), 2, 1, { kind: 'number', allowed: [1, 2] }],
    ['integers', table(z.int(), [1, 0, 1]), 1, 0, { kind: 'integer', allowed: [0, 1] }],
    ['booleans', table(z.boolean(), [true, false, true]), true, false, { kind: 'boolean' }],
    ['booleans, false being positive', table(z.boolean(), [false, true, false]), false, true, { kind: 'boolean' }],
  ])('finds the other label among %s', (_, rows, positive, negative, type) => {
    expect(labels(rows, positive)).toEqual({
      values: Float64Array.of(1, 0, 1),
      negative,
      column: { name: 'label', nullable: false, optional: false, ...type },
    })
  })

  test('finds it among the values that occur, not among those that are declared', () => {
    expect(labels(table(z.enum(['c', 'a', 'b']), ['b', 'a']), 'b').negative).toBe('a')
    expect(
      labels(
        table(z.enum(['c', 'a', 'b']), ['b', 'a', 'c']).filter((row) => (row as { label: string }).label !== 'a'),
        'b',
      ).negative,
    ).toBe('c')
  })

  test('refuses a row without a label', () => {
    expect(() => labels(table(z.string().nullable(), ['a', null]), 'a')).toThrow(
      expect.objectContaining({ code: 'E_TARGET_NULL', message: "target 'label': row 1 is null; leave out rows without a label" }),
    )
    expect(() => labels(table(z.number().nullable(), [1, null]), 1)).toThrow(code('E_TARGET_NULL'))
  })

  test('refuses a third label', () => {
    expect(() => labels(table(z.string(), ['a', 'b', 'c']), 'a')).toThrow(
      expect.objectContaining({
        code: 'E_TARGET_NOT_BINARY',
        message: "target 'label': it holds more than two values: 'a', 'b', 'c'; choose a column of two, or multiclass()",
      }),
    )
    expect(() => labels(table(z.int(), [0, 1, 2]), 0)).toThrow(code('E_TARGET_NOT_BINARY'))
  })

  test.each([
    ['every row is positive', table(z.string(), ['a', 'a']), "every row is 'a'"],
    ['no row is positive', table(z.string(), ['b', 'b']), "no row is 'a'"],
    ['there is no row', table(z.string(), []), 'there are no rows'],
  ])('refuses one class: %s', (_, rows, what) => {
    expect(() => labels(rows, 'a')).toThrow(
      expect.objectContaining({
        code: 'E_TARGET_SINGLE_CLASS',
        message: `target 'label': ${what}; a model needs rows of both classes that weigh something`,
      }),
    )
  })

  test('a class whose rows all weigh 0 does not count', () => {
    expect(() => labels(table(z.string(), ['a', 'b']), 'a', Float64Array.of(0, 1))).toThrow(code('E_TARGET_SINGLE_CLASS'))
    expect(() => labels(table(z.string(), ['a', 'b']), 'a', Float64Array.of(1, 0))).toThrow(code('E_TARGET_SINGLE_CLASS'))
  })

  test('refuses a table without the column', () => {
    expect(() => readLabels(table(z.string(), ['a']), { column: 'other', positive: 'a' }, undefined)).toThrow(code('E_COLUMN_UNKNOWN'))
  })
})

describe('readKnownLabels', () => {
  const target = { kind: 'binary', column: 'label', positive: 'a', negative: 'b', threshold: 0.5 } as const

  test('reads rows of one class as well, since a model knows both', () => {
    expect(readKnownLabels(table(z.string(), ['b', 'b']), target)).toEqual(Float64Array.of(0, 0))
  })

  test('refuses a label that the model does not know, as in a file that writes labels otherwise', () => {
    expect(() => readKnownLabels(table(z.string(), ['a', 'b.']), target)).toThrow(
      expect.objectContaining({ code: 'E_TARGET_UNKNOWN_LABEL', message: "target 'label': row 1 is 'b.'; the model knows 'b' and 'a'" }),
    )
  })
})
