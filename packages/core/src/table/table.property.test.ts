import fc from 'fast-check'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { compareCodePoints } from './code-points.ts'
import { fromRows } from './from-rows.ts'

const Row = z.object({ number: z.number().nullable(), text: z.string().nullable(), flag: z.boolean() })
const row = fc.record({
  number: fc
    .option(fc.oneof(fc.integer({ min: -2, max: 2 }), fc.double({ noNaN: true, noDefaultInfinity: true })))
    .map((value) => (value === null ? null : value + 0)),
  text: fc.option(fc.oneof(fc.constantFrom('a', 'b', '__proto__', 'null', ''), fc.string({ unit: 'binary' }))),
  flag: fc.boolean(),
})
const rows = fc.array(row, { maxLength: 40 })

it('rows come back from a table, however it is cut and joined', () => {
  fc.assert(
    fc.property(rows, rows, fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }), (first, second, start, end) => {
      const joined = fromRows(Row, first).concat(fromRows(Row, second))
      expect([...joined.rows()]).toEqual([...first, ...second])
      expect([...joined.slice(start, end).rows()]).toEqual([...first, ...second].slice(start, end))
      expect([...joined.filter(({ flag }) => flag).rows()]).toEqual([...first, ...second].filter(({ flag }) => flag))
    }),
  )
})

it('sorting is stable, nulls last, and agrees with a plain comparison of rows', () => {
  type Value = string | number | boolean | null
  const compare = (a: Value, b: Value, sign: number) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return sign * (typeof a === 'string' && typeof b === 'string' ? compareCodePoints(a, b) : Number(a) - Number(b))
  }
  const keys = fc.uniqueArray(fc.constantFrom('number' as const, 'text' as const, 'flag' as const))
  fc.assert(
    fc.property(rows, keys, fc.boolean(), (given, by, descending) => {
      const sign = descending ? -1 : 1
      const expected = given.toSorted((a, b) => by.reduce((order, key) => order || compare(a[key], b[key], sign), 0))
      expect([...fromRows(Row, given).sort(by, { descending }).rows()]).toEqual(expected)
    }),
  )
})
