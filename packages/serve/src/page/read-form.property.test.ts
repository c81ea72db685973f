import { type ColumnSpec, compileCheck, formatDay, formatInstant, toPhysical } from '@millrace/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readForm } from './read-form.ts'

const spec = { nullable: false, optional: false }
const columns: readonly ColumnSpec[] = [
  { ...spec, name: 'number', kind: 'number', nullable: true, minimum: -1e6 },
  { ...spec, name: 'integer', kind: 'integer', optional: true },
  { ...spec, name: 'boolean', kind: 'boolean' },
  { ...spec, name: 'day', kind: 'day', nullable: true },
  { ...spec, name: 'instant', kind: 'instant', asDate: true },
  { ...spec, name: 'category', kind: 'category', categories: ['a', 'b\nc', ''] },
  { ...spec, name: 'string', kind: 'string', nullable: true, maxLength: 20 },
]
const nearlyNumbers = fc.stringMatching(/^[ +-]?[\d.,e ]{0,12}$/)
const text = fc.oneof(fc.string({ unit: 'binary' }), nearlyNumbers, fc.constantFrom('true', 'a', '2024-02-29', '2024-02-29T10:00', ''))

test('any form is read without an error, and what has no issue is a value of its column', () => {
  const name = fc.oneof(fc.constantFrom(...columns.map((column) => column.name)), fc.string())
  fc.assert(
    fc.property(fc.array(fc.tuple(name, text)), (fields) => {
      const { row, values, issues } = readForm(new URLSearchParams(fields), columns)
      const wrong = new Set(issues.map(({ column }) => column))
      expect([...values.keys()]).toEqual(columns.map((column) => column.name))
      for (const column of columns) {
        if (wrong.has(column.name)) {
          expect(Object.hasOwn(row, column.name)).toBe(false)
        } else {
          const value = toPhysical(column, row[column.name])
          expect(value === undefined ? 'of another kind' : compileCheck(column)(value)).toBeNull()
        }
      }
    }),
  )
})

test('what a browser sends for valid values is read as those values', () => {
  const row = fc.record({
    number: fc.option(fc.double({ min: -1e6, noNaN: true, noDefaultInfinity: true })),
    integer: fc.maxSafeInteger(),
    boolean: fc.boolean(),
    day: fc.option(fc.integer({ min: -700_000, max: 2_900_000 }).map(formatDay)),
    instant: fc.integer({ min: 0, max: 4e12 }).map((milliseconds) => new Date(milliseconds)),
    category: fc.constantFrom('a', 'b\nc', ''),
    string: fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }).filter((typed) => typed.length <= 20)),
  })
  const written = (value: unknown) =>
    value instanceof Date ? formatInstant(value.getTime()) : value === null ? '' : String(value).replace(/\n/g, '\r\n')
  fc.assert(
    fc.property(row, (given) => {
      const form = new URLSearchParams(Object.entries(given).map(([name, value]): [string, string] => [name, written(value)]))
      const { row: read, issues } = readForm(form, columns)
      expect(issues).toEqual([])
      expect(read).toEqual({ ...given, number: given.number === null ? null : given.number + 0 })
    }),
  )
})
