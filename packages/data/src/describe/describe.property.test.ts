import { fromRows } from '@millrace/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { describe } from './describe.ts'
import type { NumberStatistics, TextStatistics } from './statistics.ts'

const Row = z.object({ x: z.number().nullable(), s: z.string().nullable() })
const row = fc.record({
  x: fc.option(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true }))),
  s: fc.option(fc.oneof(fc.constantFrom('', 'a', 'b', 'null', '__proto__'), fc.string({ unit: 'grapheme' }))),
})

test('statistics do not depend on the order of rows', () => {
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      expect(describe(fromRows(Row, rows.toReversed()))).toEqual(describe(fromRows(Row, rows)))
    }),
  )
})

test('statistics survive JSON', () => {
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const statistics = describe(fromRows(Row, rows))
      expect(JSON.parse(JSON.stringify(statistics))).toEqual(statistics)
    }),
  )
})

test('mean, quantiles and edges lie between the least and the greatest value, in order; cells hold every value', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), fc.integer({ min: 1, max: 30 }), (rows, cells) => {
      const column = describe(fromRows(Row, rows), { cells }).columns[0] as NumberStatistics
      if (column.min === null || column.max === null) return
      expect(column.mean).toBeGreaterThanOrEqual(column.min)
      expect(column.mean).toBeLessThanOrEqual(column.max)
      const { edges, counts } = column.histogram
      const values = column.quantiles.map(({ value }) => value ?? Number.NaN)
      for (const ascending of [edges, values]) {
        expect(ascending).toEqual(ascending.toSorted((a, b) => a - b))
        expect([ascending[0], ascending.at(-1)]).toEqual([column.min, column.max])
      }
      const present = rows.flatMap(({ x }) => (x === null ? [] : [x]))
      const last = counts.length - 1
      const expected = counts.map((_, cell) => present.filter((x) => x >= edges[cell]! && (cell === last || x < edges[cell + 1]!)).length)
      expect(counts).toEqual(expected)
      expect(counts.reduce((sum, count) => sum + count)).toBe(column.count)
    }),
  )
})

test('top values are those of a full sort', () => {
  fc.assert(
    fc.property(fc.array(row), fc.integer({ min: 0, max: 5 }), (rows, top) => {
      const column = describe(fromRows(Row, rows), { top }).columns[1] as TextStatistics
      const full = describe(fromRows(Row, rows), { top: rows.length }).columns[1] as TextStatistics
      expect(column.top).toEqual(full.top.slice(0, top))
      expect(full.top).toHaveLength(full.distinct)
      expect(full.top.reduce((sum, { count }) => sum + count, 0)).toBe(full.count)
    }),
  )
})
