import { seededRandom } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { columnOf, laws, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import { profile } from '../profile/profile.ts'
import { compare } from './compare.ts'
import type { ColumnDrift } from './drift-report.ts'

type Values = readonly (number | string | null)[]

const repeat = <T>(value: T, times: number): T[] => new Array<T>(times).fill(value)
const count = (length: number, value: (i: number) => number) => Array.from({ length }, (_, i) => value(i))

/** Compares one column by profile alone, then with raw values. */
async function outcomes(reference: Values, current: Values): Promise<[ColumnDrift, ColumnDrift]> {
  const rows = tableOf({ x: columnOf(reference) })
  const known = await profile(monitorOf(rows), rows)
  const now = tableOf({ x: columnOf(current) })
  const reports = [await compare(known, now), await compare(known, now, { reference: rows })]
  return reports.map(({ columns }) => columns[0]!) as [ColumnDrift, ColumnDrift]
}

const inf = Number.POSITIVE_INFINITY

describe('the verdict', () => {
  test.each<[string, Values, Values, Partial<ColumnDrift>]>([
    ['of a constant that stays', repeat(7, 50), repeat(7, 40), { verdict: 'stable', statistic: 0, pValue: 1, test: 'chi-square' }],
    ['of a constant that changes', repeat(7, 50), repeat(8, 40), { verdict: 'drifted', test: 'chi-square' }],
    ['of a constant that begins to vary', repeat(7, 50), count(40, (i) => i), { verdict: 'drifted' }],
    ['of one reference row', [3], count(60, (i) => i), { verdict: 'stable', test: 'kolmogorov-smirnov' }],
    ['of one current row', count(60, (i) => i), [30], { verdict: 'stable' }],
    ['of numbers that stay', count(90, (i) => i), count(90, (i) => i + 0.5), { verdict: 'stable' }],
    ['of numbers that move', count(90, (i) => i), count(90, (i) => i + 60), { verdict: 'drifted' }],
    ['of 0 that becomes -0', repeat(0, 30), repeat(-0, 30), { verdict: 'stable', pValue: 1 }],
    ['of numbers far from 0', count(300, (i) => 1e9 + i / 1000), count(300, (i) => 1e9 + 0.1 + i / 1000), { verdict: 'drifted' }],
    [
      'of numbers near the greatest float64',
      count(60, (i) => 1e308 * (i / 60)),
      count(60, (i) => -1e308 * (i / 60)),
      { verdict: 'drifted' },
    ],
    ['of infinities that come', count(90, (i) => i), [...count(45, (i) => 2 * i), ...repeat(inf, 45)], { verdict: 'drifted' }],
    ['of infinities that stay', [...count(90, (i) => i), inf, -inf], [-inf, ...count(90, (i) => i), inf], { verdict: 'stable' }],
    ['of levels that stay', [...repeat('a', 50), ...repeat('b', 50)], [...repeat('b', 40), ...repeat('a', 40)], { verdict: 'stable' }],
    ['of levels that swap', [...repeat('a', 90), ...repeat('b', 10)], [...repeat('a', 10), ...repeat('b', 90)], { verdict: 'drifted' }],
    ['of a new level', repeat('a', 100), [...repeat('a', 80), ...repeat('new', 20)], { verdict: 'drifted' }],
    ['of one level', repeat('a', 100), repeat('a', 3), { verdict: 'stable', pValue: 1, degreesOfFreedom: 0 }],
  ])('%s', async (_, reference, current, expected) => {
    for (const outcome of await outcomes(reference, current)) {
      expect(outcome).toMatchObject({ ...expected, failure: null, drifted: expected.verdict === 'drifted' })
    }
  })

  test.each<[string, Values, Values, string]>([
    ['an all null reference', repeat(null, 30), count(30, (i) => i), 'all reference values are null'],
    ['all current values null', count(30, (i) => i), repeat(null, 30), 'all current values are null'],
    ['a column whose type changed', count(30, (i) => i), repeat('x', 30), 'the reference holds numbers, the current rows text'],
  ])('of %s is failed, and says so', async (_, reference, current, failure) => {
    for (const outcome of await outcomes(reference, current)) {
      expect(outcome).toMatchObject({ verdict: 'failed', failure, pValue: null, adjustedPValue: null, statistic: null, effect: null })
    }
  })
})

test('a missing column fails alone', async () => {
  const rows = tableOf({ x: columnOf(count(50, (i) => i)), y: columnOf(count(50, (i) => i)) })
  const report = await compare(await profile(monitorOf(rows), rows), tableOf({ y: columnOf(count(50, (i) => i + 40)) }))
  expect(report.columns.map(({ column, verdict }) => `${column} ${verdict}`)).toEqual(['x failed', 'y drifted'])
  expect(report.columns[0]!.nulls).toMatchObject({ current: null, pValue: null, drifted: false })
  expect(report.drifted).toEqual(['y'])
})

test('nulls are a test of their own: values that stay hide no rise of nulls', async () => {
  const [outcome] = await outcomes(
    count(400, (i) => i),
    count(400, (i) => (i % 5 === 0 ? Number.NaN : i)),
  )
  expect(outcome).toMatchObject({ verdict: 'stable', nulls: { reference: 0, current: 0.2, drifted: true } })
})

test('an all null column drifts in its nulls', async () => {
  const rows = tableOf({ x: columnOf(count(50, (i) => i)) })
  const report = await compare(await profile(monitorOf(rows), rows), tableOf({ x: columnOf(repeat(null, 50)) }))
  expect([report.drifted, report.nullsDrifted]).toEqual([[], ['x']])
})

test('target and predictions are judged beside the others and never among them', async () => {
  const drifting = (shift: number) => {
    const names = ['a', 'label', 'score', 'decision']
    return tableOf(Object.fromEntries(names.map((name) => [name, columnOf(count(200, (i) => i + (name === 'a' ? 0 : shift)))])))
  }
  const rows = drifting(0)
  const monitor = monitorOf(rows, { target: 'label', predictions: ['score', 'decision'] })
  const report = await compare(await profile(monitor, rows), drifting(150))
  expect(report.drifted).toEqual([])
  expect(report.columns.map(({ column }) => column)).toEqual(['a'])
  expect(report.target).toMatchObject({ column: 'label', role: 'target', drifted: true })
  expect(report.predictions.map(({ column, drifted }) => [column, drifted])).toEqual([
    ['score', true],
    ['decision', true],
  ])
  const unlabelled = await compare(await profile(monitor, rows), drifting(0).select('a', 'score', 'decision'))
  expect(unlabelled.target).toMatchObject({ verdict: 'failed', failure: 'the current rows have no such column' })
})

test('what the cells leave open is inconclusive, and raw values decide it', async () => {
  const rows = tableOf({ x: columnOf(count(400, (i) => i)) })
  const known = await profile(monitorOf(rows, { cells: 10 }), rows)
  const now = tableOf({ x: columnOf(count(400, (i) => i + 36)) })
  const { columns } = await compare(known, now)
  expect(columns[0]).toMatchObject({ verdict: 'inconclusive', drifted: false, method: 'cells' })
  expect(columns[0]!.pValueBounds!.lower).toBeLessThan(0.05)
  expect(columns[0]!.pValueBounds!.upper).toBeGreaterThan(0.05)
  const decided = await compare(known, now, { reference: rows })
  expect(decided.columns[0]).toMatchObject({ verdict: 'stable', method: 'exact', pValueBounds: null })
})

test('a current profile in the same cells says what its table says, but for shown values', async () => {
  const random = seededRandom(8)
  const draw = () => tableOf(Object.fromEntries(Object.entries(laws).map(([name, law]) => [name, law(random, 600)])))
  const rows = draw()
  const now = draw()
  const monitor = monitorOf(rows)
  const known = await profile(monitor, rows)
  const byTable = await compare(known, now)
  const byProfile = await compare(known, await profile(monitor, now, { cellsOf: known }))
  const judged = ({ unseen, ...rest }: ColumnDrift) => rest
  expect(byProfile.columns.map(judged)).toEqual(byTable.columns.map(judged))
  await expect(compare(known, await profile(monitor, now))).rejects.toThrow(expect.objectContaining({ code: 'E_PROFILE_MISMATCH' }))
})

test('the report is frozen, strict JSON, and carries digests and window', async () => {
  const rows = tableOf({ x: columnOf([...count(60, (i) => i), inf, null]), level: columnOf([...repeat('a', 60), null, 'b']) })
  const window = { fromMs: 1000, toMs: 2000 }
  const report = await compare(await profile(monitorOf(rows, { name: 'loans' }), rows), rows, { window })
  expect(JSON.parse(JSON.stringify(report))).toEqual(report)
  expect([Object.isFrozen(report), Object.isFrozen(report.columns[0]!.picture.cells[0])]).toEqual([true, true])
  expect(report).toMatchObject({ monitor: 'loans', current: { rows: 62, digest: null, ...window }, reference: { rows: 62, raw: false } })
})

test('an empty table, another raw reference and an abort are typed errors', async () => {
  const rows = tableOf({ x: columnOf(count(50, (i) => i)) })
  const known = await profile(monitorOf(rows), rows)
  await expect(compare(known, rows.slice(0, 0))).rejects.toThrow(expect.objectContaining({ code: 'E_DRIFT_EMPTY' }))
  await expect(compare(known, rows, { reference: rows.slice(1) })).rejects.toThrow(expect.objectContaining({ code: 'E_PROFILE_MISMATCH' }))
  const otherNulls = tableOf({ x: columnOf([null, ...count(49, (i) => i)]) })
  await expect(compare(known, rows, { reference: otherNulls })).rejects.toThrow(expect.objectContaining({ code: 'E_PROFILE_MISMATCH' }))
  await expect(compare(known, rows, { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow('stopped')
})

test('progress counts columns', async () => {
  const rows = tableOf({ x: columnOf([1, 2]), y: columnOf(['a', 'b']) })
  const seen: string[] = []
  const progress = ({ task, done, total }: { task: string; done: number; total?: number }) => seen.push(`${task} ${done}/${total}`)
  await compare(await profile(monitorOf(rows), rows, { progress }), rows, { progress })
  expect(seen.slice(-3)).toEqual(['profile 2/2', 'compare 1/2', 'compare 2/2'])
})
