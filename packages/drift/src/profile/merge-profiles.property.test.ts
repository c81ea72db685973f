import { seededRandom, type Table } from '@millrace/core'
import { expectClose } from '@millrace/core/testing'
import { array, assert, asyncProperty, boolean, constant, constantFrom, double, integer, oneof, option, record, string } from 'fast-check'
import { expect, test } from 'vitest'
import { columnOf, laws, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import { mergeProfiles } from './merge-profiles.ts'
import { profile } from './profile.ts'
import { profileBatches } from './profile-batches.ts'
import type { Profile } from './profile-types.ts'

const row = record({
  x: oneof(double(), integer({ min: -3, max: 3 }), constantFrom(-0, 1e9, 5e-324, Number.NEGATIVE_INFINITY)),
  area: option(oneof(constantFrom('Urban', 'Rural'), string(), constant('long '.repeat(40))), { nil: null }),
  good: option(boolean(), { nil: null }),
  score: oneof(double({ min: 0, max: 1 }), constantFrom(0, 0.5, 1)),
})
type Row = { x: number; area: string | null; good: boolean | null; score: number }

/** Columns of strings keep their type where all are null. */
function tableOfRows(rows: readonly Row[]): Table<Record<string, unknown>> {
  const strings = rows.map(({ area }) => area)
  const dictionary = [...new Set(strings.filter((one) => one !== null))]
  const area = { type: 'string', codes: Int32Array.from(strings, (one) => dictionary.indexOf(one as string)), dictionary } as const
  const { x, good, score } = {
    x: columnOf(rows.map((one) => one.x)),
    good: columnOf(rows.map((one) => (one.good === null ? null : Number(one.good)))),
    score: columnOf(rows.map((one) => one.score)),
  }
  return tableOf({ x, area, good, score }, { good: 'boolean' })
}

const monitor = monitorOf(tableOfRows([]), {
  columns: ['x', 'area'],
  target: 'good',
  predictions: ['score'],
  segments: ['area', 'good'],
  approval: { column: 'score', threshold: 0.25 },
  topValues: 2,
})

/** Everything that is counted, which must be equal bit for bit. */
function counted({ rows, columns, segments }: Profile): unknown {
  const strip = (tally: object) => ({ ...tally, mean: null, squares: null, sums: [] })
  return { rows, columns: columns.map(strip), segments: segments.map((segment) => ({ ...segment, columns: segment.columns.map(strip) })) }
}

test('counts of parts, merged in any order, and of batches are those of the whole', async () => {
  await assert(
    asyncProperty(array(row, { minLength: 1, maxLength: 60 }), integer({ min: 1, max: 60 }), async (rows, size) => {
      const whole = tableOfRows(rows)
      const known = await profile(monitor, whole)
      const again = await profile(monitor, whole, { cellsOf: known })
      const starts = Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => i * size)
      const batches = starts.map((start) => tableOfRows(rows.slice(start, start + size)))
      const parts = await Promise.all(batches.map((batch) => profile(monitor, batch, { cellsOf: known })))
      expect(counted(mergeProfiles(parts))).toEqual(counted(again))
      expect(counted(mergeProfiles(parts.toReversed()))).toEqual(counted(again))
      expect(counted(await profileBatches(monitor, batches, { cellsOf: known }))).toEqual(counted(again))
      expect(counted(await profileBatches(monitor, batches))).toEqual(counted(known))
    }),
    { numRuns: 80 },
  )
})

test('merging is associative for counts', async () => {
  await assert(
    asyncProperty(array(array(row, { minLength: 1, maxLength: 12 }), { minLength: 3, maxLength: 3 }), async (groups) => {
      const known = await profile(monitor, tableOfRows(groups.flat()))
      const [a, b, c] = await Promise.all(groups.map((rows) => profile(monitor, tableOfRows(rows), { cellsOf: known })))
      expect(counted(mergeProfiles([mergeProfiles([a!, b!]), c!]))).toEqual(counted(mergeProfiles([a!, mergeProfiles([b!, c!])])))
    }),
    { numRuns: 40 },
  )
})

test('sums and moments of merged parts are those of the whole, sums to a hundredth of a cell a row', async () => {
  const random = seededRandom(4)
  const rows = tableOf(Object.fromEntries(Object.entries(laws).map(([name, law]) => [name, law(random, 900)])))
  const laid = monitorOf(rows)
  const first = await profile(laid, rows.slice(0, 500))
  const merged = mergeProfiles([first, await profile(laid, rows.slice(500), { cellsOf: first })])
  const whole = await profile(laid, rows, { cellsOf: first })
  merged.columns.forEach((column, index) => {
    const expected = whole.columns[index]!
    if (column.type !== 'number' || expected.type !== 'number') return
    expectClose([column.mean, column.squares], [expected.mean, expected.squares], { rel: 1e-9, abs: 1e-9 })
    const widest = column.cells.edges.at(-1)! - column.cells.edges[0]!
    column.sums.forEach((sum, cell) => {
      expect(Math.abs(sum - expected.sums[cell]!)).toBeLessThanOrEqual((widest / 50) * column.counts[cell]!)
    })
  })
})
