import { type Column, type Random, seededRandom, type Table } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { columnOf, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import { compare } from '../compare/compare.ts'
import type { MonitorOptions } from '../monitor/settings.ts'
import { profile } from '../profile/profile.ts'
import { compareSegments } from './compare-segments.ts'

type Rows = Table<Record<string, unknown>>

const regions = ['North', 'South', 'East', null] as const

interface Changes {
  /** Shift of the amounts in the North. */
  readonly north?: number
  readonly regions?: readonly (string | null)[]
}

/** Amounts, scores and flags of regions that have their own level of amounts. */
function draw(random: Random, rows: number, { north = 0, regions: names = regions }: Changes = {}): Rows {
  const region = Array.from({ length: rows }, (_, row) => names[row % names.length]!)
  const amounts = region.map((name) => 10 * (name?.length ?? 0) + (name === 'North' ? north : 0) + random.normal())
  const kinds = { flag: 'boolean' } as const
  return tableOf(
    {
      region: columnOf(region),
      amount: columnOf(amounts),
      score: columnOf(region.map((name) => Math.min(0.999, random.next() + (name === 'North' ? north / 4 : 0)))),
      flag: columnOf(region.map(() => Number(random.next() < 0.3))),
    },
    kinds,
  )
}

async function segmentsOf(reference: Rows, current: Rows, options: MonitorOptions<string> = {}) {
  const known = await profile(monitorOf(reference, { segments: ['region'], ...options }), reference)
  return compareSegments(known, current)
}

test('a shift in one segment is found there alone', async () => {
  const random = seededRandom(4)
  const segments = await segmentsOf(draw(random, 2000), draw(random, 1200, { north: 0.8 }))
  expect(
    segments.map(({ column, value, rows, status, drifted }) => [column, value, rows.reference, rows.current, status, drifted]),
  ).toEqual(
    expect.arrayContaining([
      ['region', 'North', 500, 300, 'judged', ['amount', 'score']],
      ['region', 'South', 500, 300, 'judged', []],
      ['region', 'East', 500, 300, 'judged', []],
    ]),
  )
  expect(segments).toHaveLength(3)
  expect(Object.isFrozen(segments[0]!.columns)).toBe(true)
  expect(JSON.parse(JSON.stringify(segments))).toEqual(segments)
})

test('every column but the one that makes the segments is judged, and p-values are corrected over all of them', async () => {
  const random = seededRandom(9)
  const segments = await segmentsOf(draw(random, 1200), draw(random, 1200, { north: 0.2 }))
  const columns = segments.flatMap((segment) => segment.columns)
  expect(columns.map(({ column }) => column)).toEqual(Array(3).fill(['amount', 'score', 'flag']).flat())
  const least = columns.reduce((a, b) => (a.pValue! < b.pValue! ? a : b))
  expect(least.adjustedPValue).toBeCloseTo(least.pValue! * columns.length, 12)
})

test('segments that are too small, new or gone are said to be so', async () => {
  const random = seededRandom(2)
  const reference = draw(random, 400, { regions: ['North', 'South', 'East'] })
  const current = draw(random, 300, { regions: ['North', 'North', 'West', 'West', ...Array<string>(6).fill('North')] })
  const few = draw(random, 25, { regions: ['South'] })
  const segments = await segmentsOf(reference, current.concat(few))
  expect(segments.map(({ value, status, rows }) => [value, status, rows.current]).sort()).toEqual([
    ['East', 'gone', 0],
    ['North', 'judged', 240],
    ['South', 'too-small', 25],
    ['West', 'new', 60],
  ])
  expect(segments.filter(({ status }) => status !== 'judged').every(({ columns, drifted }) => columns.length + drifted.length === 0)).toBe(
    true,
  )
})

test('the fewest rows are the caller’s', async () => {
  const random = seededRandom(2)
  const reference = draw(random, 400)
  const known = await profile(monitorOf(reference, { segments: ['region'] }), reference)
  expect((await compareSegments(known, draw(random, 40), { minimumRows: 10 })).map(({ status }) => status)).toEqual(Array(3).fill('judged'))
  expect((await compareSegments(known, draw(random, 40))).map(({ status }) => status)).toEqual(Array(3).fill('too-small'))
  await expect(compareSegments(known, reference, { minimumRows: 0 })).rejects.toMatchObject({ code: 'E_DRIFT_OPTION' })
})

test('booleans make segments, and so do columns that are not monitored', async () => {
  const random = seededRandom(8)
  const options = { segments: ['flag', 'region'], columns: ['amount'] }
  const segments = await segmentsOf(draw(random, 800), draw(random, 800), options)
  expect(segments.map(({ column, value }) => `${column} ${value}`).sort()).toEqual([
    'flag false',
    'flag true',
    'region East',
    'region North',
    'region South',
  ])
  expect(segments.every(({ columns }) => columns.length === 1)).toBe(true)
})

test('states the change of the approval rate by segment', async () => {
  const random = seededRandom(5)
  const approval = { column: 'score', threshold: 0.7 } as const
  const segments = await segmentsOf(draw(random, 4000), draw(random, 4000, { north: 0.8 }), { approval })
  const changeOf = (region: string) => segments.find(({ value }) => value === region)!.approval!
  expect(changeOf('North').change).toBeCloseTo(0.2, 1)
  expect(changeOf('North').sizes).toEqual({ reference: 1000, current: 1000 })
  expect(Math.abs(changeOf('South').change)).toBeLessThan(0.06)
  const plain = await segmentsOf(draw(random, 400), draw(random, 400))
  expect(plain.every((segment) => segment.approval === null)).toBe(true)
})

test('rows and a profile of them say the same, but that a profile knows of no new segment', async () => {
  const random = seededRandom(3)
  const reference = draw(random, 1000)
  const monitor = monitorOf(reference, { segments: ['region', 'flag'], approval: { column: 'score', threshold: 0.7 } })
  const known = await profile(monitor, reference)
  const current = draw(random, 700, { north: 0.4, regions: ['North', 'West', 'South', null] })
  const counted = await profile(monitor, current, { cellsOf: known })
  const ofRows = await compareSegments(known, current)
  expect(ofRows.filter(({ status }) => status === 'new').map(({ value }) => value)).toEqual(['West'])
  expect(await compareSegments(known, counted)).toEqual(ofRows.filter(({ status }) => status !== 'new'))
})

test('no more than one table in twenty has a drifted segment where nothing drifted', async () => {
  const random = seededRandom(12)
  const repeats = 50
  let alarms = 0
  for (let repeat = 0; repeat < repeats; repeat++) {
    const segments = await segmentsOf(draw(random, 400), draw(random, 300))
    if (segments.some(({ drifted }) => drifted.length > 0)) alarms++
  }
  expect(alarms / repeats).toBeLessThanOrEqual(0.05 + 3.5 * Math.sqrt((0.05 * 0.95) / repeats))
})

describe('odd rows', () => {
  test('a missing column fails in each segment, a missing segment column leaves all gone, and null segments are none', async () => {
    const random = seededRandom(6)
    const reference = draw(random, 400)
    const known = await profile(monitorOf(reference, { segments: ['region'] }), reference)
    const without = draw(random, 400).select('region', 'flag', 'score') as Rows
    const [first] = await compareSegments(known, without)
    expect(first!.columns[0]).toMatchObject({ column: 'amount', verdict: 'failed', pValue: null })
    const none = await compareSegments(known, draw(random, 400).select('amount', 'flag', 'score') as Rows)
    expect(none.map(({ status }) => status)).toEqual(['gone', 'gone', 'gone'])
  })

  test('long names of segments are the profile’s', async () => {
    const rows = tableOf({ region: columnOf(new Array<string>(60).fill('North '.repeat(40))), amount: columnOf([...Array(60).keys()]) })
    expect((await segmentsOf(rows, rows)).map(({ status }) => status)).toEqual(['judged'])
  })

  test('a dictionary with a text twice is one segment', async () => {
    const twice: Column = { type: 'string', codes: Int32Array.from({ length: 90 }, (_, row) => row % 2), dictionary: ['North', 'North'] }
    const rows = tableOf({ region: twice, amount: columnOf([...Array(90).keys()]) })
    const segments = await segmentsOf(rows, rows)
    expect(segments.map(({ value, rows: sizes }) => [value, sizes.current])).toEqual([['North', 90]])
  })
})

test('stops when the signal aborts', async () => {
  const reference = draw(seededRandom(1), 400)
  const known = await profile(monitorOf(reference, { segments: ['region'] }), reference)
  await expect(compareSegments(known, reference, { signal: AbortSignal.abort(new RangeError('enough')) })).rejects.toThrow('enough')
})

test('the report of a comparison has the segments', async () => {
  const reference = draw(seededRandom(1), 400)
  const known = await profile(monitorOf(reference, { segments: ['region'] }), reference)
  expect((await compare(known, reference)).segments).toEqual(await compareSegments(known, reference))
})
