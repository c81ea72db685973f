import { cells, columnExpr, memoryEngine, type Numeric, seededRandom } from '@millrace/core'
import { expectClose } from '@millrace/core/testing'
import { array, assert, asyncProperty, constantFrom, double, integer, oneof } from 'fast-check'
import { expect, test } from 'vitest'
import { columnOf, laws, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import { cellBounds } from './cell-bounds.ts'
import { roundSums } from './cell-sums.ts'
import { countNumbers } from './count-numbers.ts'
import { profile } from './profile.ts'
import type { LevelProfile, NumberProfile } from './profile-types.ts'
import { readProfile } from './read-profile.ts'

const fails = (code: string) => expect.objectContaining({ code })
const count = (length: number, value: (i: number) => number) => Array.from({ length }, (_, i) => value(i))

async function numbers(values: readonly (number | null)[], options = {}): Promise<NumberProfile> {
  const rows = tableOf({ x: columnOf(values) })
  return (await profile(monitorOf(rows, options), rows)).columns[0] as NumberProfile
}

test('continuous numbers are put into cells of equal share, with bands that are unions of them', async () => {
  const x = await numbers(count(2000, (i) => i / 2))
  expect(x).toMatchObject({ test: 'kolmogorov-smirnov', discrete: false, count: 2000, distinct: 2000, minimum: 0, maximum: 999.5 })
  expect(x.counts).toHaveLength(200)
  expect(x.counts.every((rows) => rows >= 9 && rows <= 11)).toBe(true)
  expect(x.bands.edges.every((edge) => x.cells.edges.includes(edge))).toBe(true)
  expect(x.bands.edges).toHaveLength(9)
})

test('a heavy value is a cell of its own, and a column that has one is judged by chi-square', async () => {
  const x = await numbers([...new Array(400).fill(0), ...count(600, (i) => i + 1)])
  const { points } = cellBounds(x.cells)
  expect([x.test, x.bands.atoms]).toEqual(['chi-square', [0]])
  expect(x.counts[points.indexOf(true)]).toBe(400)
})

test('few values, each of them often, are atoms', async () => {
  const x = await numbers(count(100, (i) => 12 * (i % 4)))
  expect(x).toMatchObject({ discrete: true, test: 'chi-square', distinct: 4, cells: { edges: [0, 12, 24, 36], atoms: [0, 12, 24, 36] } })
  expect(await numbers(count(15, (i) => i))).toMatchObject({ discrete: false, test: 'kolmogorov-smirnov' })
})

test('no cell is made for fewer than three rows in the mean', async () => {
  for (const rows of [30, 100, 599]) expect((await numbers(count(rows, (i) => i))).counts.length).toBeLessThanOrEqual(rows / 3)
})

test('moments keep their digits far from 0, and infinities and nulls stand beside them', async () => {
  const x = await numbers([...count(1001, (i) => 1e9 + i / 1000), Number.POSITIVE_INFINITY, null, -0])
  expect(x).toMatchObject({ count: 1003, nulls: 1, infinite: 1, minimum: 0 })
  const { mean, squares } = await numbers(count(1001, (i) => 1e9 + i / 1000))
  expectClose(mean! - 1e9, 0.5, { rel: 1e-6 })
  expectClose(squares, 83.5835, { rel: 1e-6 })
})

test('numbers near the greatest float64 leave strict JSON', async () => {
  const x = await numbers(count(60, (i) => (i % 2 ? 1.7e308 : -1.7e308)))
  expect(JSON.parse(JSON.stringify(x))).toEqual(x)
})

test('a column of nulls has no figures', async () => {
  expect(await numbers([null, null])).toMatchObject({
    count: 0,
    nulls: 2,
    mean: null,
    squares: null,
    minimum: null,
    maximum: null,
    counts: [0],
  })
})

test('the counts are those of the `cells` statistic of core', async () => {
  const random = seededRandom(3)
  for (const law of [laws.lognormal, laws['zero-inflated'], laws['five values']]) {
    const column = law(random, 1500)
    const rows = tableOf({ x: column })
    const known = (await profile(monitorOf(rows), rows)).columns[0] as NumberProfile
    const x = columnExpr<number, 'x'>({ name: 'x', kind: 'number', nullable: true, optional: false }) as Numeric
    const { request } = cells(x, [...cellBounds(known.cells).bounds], x)
    const nodes = [{ op: 'column', name: 'x', type: 'number' }] as const
    const asked = { ...request, of: 0, value: 0 } as never
    const [answer] = (await memoryEngine(rows).statistics({ nodes, statistics: [asked] })) as [{ count: number[]; sum: number[] }]
    expect(known.counts).toEqual(answer.count)
    expectClose(known.sums, roundSums(answer.sum, known), { rel: 1e-12 })
  }
})

test('counting puts every number where a comparison with every edge puts it', async () => {
  const value = oneof(integer({ min: -3, max: 3 }), double(), constantFrom(-0, 5e-324, 1.7e308, -1.7e308))
  await assert(
    asyncProperty(array(value, { minLength: 1, maxLength: 80 }), array(value, { maxLength: 40 }), async (reference, current) => {
      const { cells: edges } = await numbers(reference)
      const { bounds } = cellBounds(edges)
      const expected = new Array<number>(bounds.length + 1).fill(0)
      for (const x of current) if (!Number.isNaN(x)) expected[bounds.filter((bound) => x >= bound).length]!++
      expect([...countNumbers(Float64Array.from(current), bounds).counts]).toEqual(expected)
    }),
  )
})

test('levels are kept by frequency, then name; the rest by digest', async () => {
  const rows = tableOf({ x: columnOf(['b', 'a', 'c', 'c', 'd', null, 'a']) })
  const known = (await profile(monitorOf(rows, { topValues: 2 }), rows)).columns[0] as LevelProfile
  expect(known).toMatchObject({ levels: ['a', 'c'], counts: [2, 2], others: 2, count: 6, nulls: 1, distinct: 4 })
  expect(known.buckets!.reduce((sum, one) => sum + one)).toBe(6)
  expect(JSON.stringify(known)).not.toContain('"d"')
})

test('an identifier is refused, with its name', async () => {
  const rows = tableOf({ id: columnOf(count(60, (i) => i).map((i) => `LP${i}`)) })
  await expect(profile(monitorOf(rows), rows)).rejects.toThrow(fails('E_PROFILE_IDENTIFIER'))
})

test('a profile is frozen, and comes back from JSON as it was', async () => {
  const random = seededRandom(9)
  const rows = tableOf(Object.fromEntries(Object.entries(laws).map(([name, law]) => [name, law(random, 2000)])))
  const known = await profile(monitorOf(rows), rows)
  expect(Object.isFrozen((known.columns[0] as NumberProfile).cells.edges)).toBe(true)
  const text = JSON.stringify(known)
  expect(readProfile(JSON.parse(text))).toEqual(known)
})

test('empty tables, missing columns and columns of another kind are typed errors', async () => {
  const rows = tableOf({ x: columnOf([1, 2]) })
  await expect(profile(monitorOf(rows), rows.slice(0, 0))).rejects.toThrow(fails('E_DRIFT_EMPTY'))
  await expect(profile(monitorOf(rows), tableOf({ y: columnOf([1]) }))).rejects.toThrow(fails('E_COLUMN_UNKNOWN'))
  await expect(profile(monitorOf(rows), tableOf({ x: columnOf(['a']) }))).rejects.toThrow(fails('E_PROFILE_MISMATCH'))
  await expect(profile(monitorOf(rows), rows, { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow('stopped')
})
