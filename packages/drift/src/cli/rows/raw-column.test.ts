import { type ColumnKind, lengthOf } from '@millrace/core'
import { expect, test } from 'vitest'
import { RawColumn } from './raw-column.ts'

/** What a column of JSON values becomes: its kind, and the values as JSON has them. */
function read(values: readonly unknown[], wanted?: ColumnKind) {
  const raw = new RawColumn()
  for (const [row, value] of values.entries()) raw.set(row, value)
  const { kind, column } = raw.finish(values.length, wanted)
  expect(lengthOf(column)).toBe(values.length)
  if (column.type === 'string') return [kind, Array.from(column.codes, (code) => (code < 0 ? null : column.dictionary[code]!))]
  return [kind, Array.from(column.values, (value) => (Number.isNaN(value) ? null : value))]
}

test.each<[string, unknown[], ColumnKind | undefined, ColumnKind, unknown[]]>([
  ['integers', [1, null, 3], undefined, 'integer', [1, null, 3]],
  ['numbers', [1, 2.5], undefined, 'number', [1, 2.5]],
  ['integers where numbers are known', [1, 2], 'number', 'integer', [1, 2]],
  ['booleans', [null, true, false], undefined, 'boolean', [null, 1, 0]],
  ['text', ['a', 'b', null, 'a'], undefined, 'string', ['a', 'b', null, 'a']],
  ['days', ['1970-01-02', null], undefined, 'day', [1, null]],
  ['instants', ['1970-01-01T00:00:01Z'], undefined, 'instant', [1000]],
  ['days and other text', ['1970-01-02', 'soon'], undefined, 'string', ['1970-01-02', 'soon']],
  ['days where text is known', ['1970-01-02'], 'category', 'category', ['1970-01-02']],
  ['nothing', [null, null], undefined, 'string', [null, null]],
  ['nothing where numbers are known', [null, null], 'number', 'number', [null, null]],
  ['nothing where text is known', [null], 'category', 'category', [null]],
])('%s', (_, values, wanted, kind, expected) => {
  expect(read(values, wanted)).toEqual([kind, expected])
})

test.each<[string, unknown[], ColumnKind, ColumnKind, unknown[]]>([
  ['text for numbers', ['1', '2'], 'number', 'string', ['1', '2']],
  ['booleans for numbers', [true, null, false], 'integer', 'string', ['true', null, 'false']],
  ['numbers for booleans', [1, 0], 'boolean', 'string', ['1', '0']],
  ['numbers for days', [1, null], 'day', 'string', ['1', null]],
  ['instants for days', ['1970-01-01T00:00:01Z'], 'day', 'string', ['1970-01-01T00:00:01Z']],
  ['numbers for text', [1, 2], 'category', 'integer', [1, 2]],
  ['booleans for text', [true], 'string', 'boolean', [1]],
])('%s are given so that they cannot be taken for the kind that is known', (_, values, wanted, kind, expected) => {
  expect(read(values, wanted)).toEqual([kind, expected])
})

test('mixed values are text, those before the first of another kind too', () => {
  expect(read([null, 1, 2.5, 'x', true, null, 3])).toEqual(['string', [null, '1', '2.5', 'x', 'true', null, '3']])
  expect(read([true, 'x', 0])).toEqual(['string', ['true', 'x', '0']])
  const raw = new RawColumn()
  for (const [row, value] of [1, null, 'x', 2].entries()) raw.set(row, value)
  expect([raw.mixedAt, raw.nested]).toEqual([2, false])
})

test('lists and objects are told', () => {
  const raw = new RawColumn()
  raw.set(0, [1])
  raw.set(1, { a: 1 })
  expect([raw.nested, raw.mixedAt, raw.finish(2).column]).toEqual([
    true,
    null,
    { type: 'string', codes: Int32Array.of(0, 0), dictionary: ['{…}'] },
  ])
})

test('rows that are passed over are null, in columns of any length', () => {
  for (const value of [7, 'x', true]) {
    const raw = new RawColumn()
    raw.set(5000, value)
    const { column } = raw.finish(9000)
    const present =
      column.type === 'number' ? column.values.filter((each) => !Number.isNaN(each)) : column.codes.filter((code) => code >= 0)
    expect([lengthOf(column), present.length]).toEqual([9000, 1])
  }
})

test('-0 is 0', () => {
  const raw = new RawColumn()
  raw.set(0, -0)
  const { column } = raw.finish(1)
  expect(column.type === 'number' && Object.is(column.values[0], 0)).toBe(true)
})
