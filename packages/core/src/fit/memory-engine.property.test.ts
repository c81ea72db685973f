import fc from 'fast-check'
import { expect, it } from 'vitest'
import { z } from 'zod'
import type { StatisticAnswer } from '../contracts/statistics-engine.ts'
import type { StatisticOf } from '../expression/statistic.ts'
import { compareCodePoints } from '../table/code-points.ts'
import { fromRows } from '../table/from-rows.ts'
import { expectClose } from '../testing/expect-close.ts'
import { memoryEngine } from './memory-engine.ts'

const Row = z.object({ x: z.number().nullable(), y: z.number().nullable(), key: z.string().nullable(), fold: z.int().nullable() })
type Row = z.output<typeof Row>

const few = fc.option(fc.integer({ min: -3, max: 3 }))
const key = fc.option(fc.constantFrom('a', 'b', '😀', '\u{fffd}', '__proto__', 'null', ''))
const rows = fc
  .array(fc.record({ x: few, y: few, key, fold: fc.option(fc.integer({ min: 0, max: 2 })) }), { maxLength: 30 })
  // Some tables are longer than a block.
  .chain((some) => fc.integer({ min: 1, max: 100 }).map((times) => Array.from({ length: times }, () => some).flat()))

const nodes = (['x', 'y', 'key', 'fold'] as const).map(
  (name) => ({ op: 'column', name, type: name === 'key' ? 'string' : 'number' }) as const,
)
const [x, y, text, fold] = [0, 1, 2, 3]

function ask(given: readonly Row[], statistic: StatisticOf<number>): Promise<StatisticAnswer> {
  return memoryEngine(fromRows(Row, given))
    .statistics({ nodes, statistics: [statistic] })
    .then(([answer]) => answer!)
}

const present = <T>(values: readonly (T | null)[]) => values.filter((value): value is T => value !== null)

it('count, nulls, extremes and moments are those of the values that are there', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (given) => {
      const values = present(given.map((row) => row.x))
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
      const none = values.length === 0
      const of = x
      expect(await ask(given, { stat: 'count', of })).toBe(values.length)
      expect(await ask(given, { stat: 'nulls', of })).toBe(given.length - values.length)
      expect(await ask(given, { stat: 'minimum', of })).toBe(none ? null : values.reduce((a, b) => Math.min(a, b)))
      expect(await ask(given, { stat: 'maximum', of })).toBe(none ? null : values.reduce((a, b) => Math.max(a, b)))
      expectClose(await ask(given, { stat: 'mean', of }), none ? null : mean, { rel: 1e-12, abs: 1e-12 })
      expectClose(await ask(given, { stat: 'stddevPop', of }), none ? null : Math.sqrt(variance), { rel: 1e-12, abs: 1e-12 })
      const strings = present(given.map((row) => row.key))
      expect(await ask(given, { stat: 'count', of: text })).toBe(strings.length)
      expect(await ask(given, { stat: 'nulls', of: text })).toBe(given.length - strings.length)
    }),
    { numRuns: 50 },
  )
})

it('top values come by count, then by value or code point, nulls left out', async () => {
  function top<T>(values: readonly T[], limit: number, order: (a: T, b: T) => number) {
    const distinct = [...new Set(values)].map((value) => ({ value, count: values.filter((one) => one === value).length }))
    return distinct.sort((a, b) => b.count - a.count || order(a.value, b.value)).slice(0, limit)
  }
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 1, max: 4 }), async (given, limit) => {
      const numbers = present(given.map((row) => row.x))
      expect(await ask(given, { stat: 'topValues', of: x, limit })).toEqual(top(numbers, limit, (a, b) => a - b))
      const strings = present(given.map((row) => row.key))
      expect(await ask(given, { stat: 'topValues', of: text, limit })).toEqual(top(strings, limit, compareCodePoints))
    }),
    { numRuns: 50 },
  )
})

it('sums by key and fold come by code point, null last, then by fold', async () => {
  const order = (a: string | null, b: string | null) =>
    a === null || b === null ? Number(a === null) - Number(b === null) : compareCodePoints(a, b)
  await fc.assert(
    fc.asyncProperty(rows, async (given) => {
      const expected = [...new Set(given.map((row) => row.key))].sort(order).flatMap((each) =>
        [0, 1, 2].flatMap((number) => {
          const values = present(given.filter((row) => row.key === each && row.fold === number).map((row) => row.y))
          return values.length === 0 ? [] : [{ key: each, fold: number, count: values.length, sum: values.reduce((a, b) => a + b, 0) }]
        }),
      )
      expect(await ask(given, { stat: 'sumBy', key: text, fold, of: y })).toEqual(expected)
    }),
    { numRuns: 50 },
  )
})

it('cells are closed on the left, and count rows where both numbers are there', async () => {
  const edges = fc.uniqueArray(fc.integer({ min: -3, max: 4 }), { maxLength: 5 }).map((some) => some.sort((a, b) => a - b))
  await fc.assert(
    fc.asyncProperty(rows, edges, async (given, bounds) => {
      const inside = (cell: number) =>
        given.filter(
          (row) =>
            row.x !== null &&
            row.y !== null &&
            row.x >= (bounds[cell - 1] ?? Number.NEGATIVE_INFINITY) &&
            row.x < (bounds[cell] ?? Number.POSITIVE_INFINITY),
        )
      const all = Array.from({ length: bounds.length + 1 }, (_, cell) => inside(cell))
      expect(await ask(given, { stat: 'cells', of: x, edges: bounds, value: y })).toEqual({
        count: all.map((some) => some.length),
        sum: all.map((some) => some.reduce((sum, row) => sum + row.y!, 0)),
      })
    }),
    { numRuns: 50 },
  )
})
