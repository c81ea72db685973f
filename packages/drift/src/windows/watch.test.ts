import { seededRandom, type Table } from '@millrace/core'
import { describe, expect, test, vi } from 'vitest'
import { columnOf, laws, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import type { DriftReport } from '../compare/drift-report.ts'
import { profile } from '../profile/profile.ts'
import { compareWindows } from './compare-windows.ts'
import { type WatchOptions, watch } from './watch.ts'
import type { WindowResult } from './windows-report.ts'

type Rows = Table<Record<string, unknown>>

const day = 86_400_000
const monday = Date.UTC(2026, 10, 2)

async function* batchesOf(...tables: readonly Table[]) {
  yield* tables
}

async function collect(results: AsyncIterable<WindowResult>): Promise<WindowResult[]> {
  const all: WindowResult[] = []
  for await (const result of results) all.push(result)
  return all
}

/** Rows of three weeks, the last day aside, in the order of time. */
function draw(rows: number, seed: number): Rows {
  const random = seededRandom(seed)
  const sparse = (value: number) => (random.next() < 0.1 ? Number.NaN : value)
  return tableOf(
    {
      asked: { type: 'number', values: Float64Array.from({ length: rows }, (_, row) => monday + Math.floor((row / rows) * 20 * day)) },
      amount: { type: 'number', values: Float64Array.from({ length: rows }, () => sparse(random.normal())) },
      area: laws['30 levels'](random, rows),
      flag: { type: 'number', values: Float64Array.from({ length: rows }, () => Number(random.next() < 0.3)) },
    },
    { asked: 'instant', flag: 'boolean' },
  )
}

const options = { columns: ['amount', 'area', 'flag'], segments: ['flag'], approval: { column: 'amount', threshold: 0.25 } }

const split = (rows: Rows, sizes: readonly number[]) => {
  const parts: Rows[] = []
  for (let start = 0; start < rows.rowCount; ) {
    const size = sizes[parts.length % sizes.length]!
    parts.push(rows.slice(start, start + size))
    start += size
  }
  return parts
}

/** What is decided, without what raw rows alone tell and without digits that depend on the order of sums. */
function decided(report: DriftReport | null): unknown {
  if (report === null) return null
  const columns = report.columns.map(({ unseen, picture, ...column }) => ({ ...column, cells: picture.cells }))
  return { ...report, columns, quality: report.quality.filter(({ check }) => check === 'null-share') }
}

describe('equals compareWindows on the same rows', () => {
  test.each([
    ['rows', { rows: 700 }],
    ['weeks', { column: 'asked', period: 'week' }],
    ['a length of time', { column: 'asked', milliseconds: 5 * day }],
  ] as const)('by %s', async (_, windows) => {
    const reference = draw(1500, 1)
    const known = await profile(monitorOf(reference, options), reference)
    const rows = draw(3000, 2)
    const expected = await compareWindows(known, rows, { windows })
    const results = await collect(watch(batchesOf(...split(rows, [1, 250, 37, 1300])), known, { windows }))
    const shape = (all: readonly WindowResult[]) => all.map(({ report, ...window }) => ({ ...window, report: decided(report) }))
    expect(shape(results)).toEqual(shape(expected.windows))
    const means = (all: readonly WindowResult[]) => all.map(({ report }) => report!.columns[0]!.picture.current!.mean)
    for (const [index, mean] of means(results).entries()) expect(mean).toBeCloseTo(means(expected.windows)[index]!, 12)
  })
})

const at = (...times: readonly (number | null)[]) =>
  tableOf({ asked: columnOf(times), amount: columnOf(times.map((_, row) => row)) }, { asked: 'instant' })

async function knownAmounts() {
  const rows = at(...Array.from({ length: 50 }, (_, row) => monday + row))
  return profile(monitorOf(rows, { columns: ['amount'], windows: { column: 'asked', period: 'day' } }), rows)
}

const outline = (results: readonly WindowResult[]) =>
  results.map(({ fromMs, rows, complete, skipped }) => [(fromMs! - monday) / day, rows, complete, skipped])

describe('windows of time', () => {
  const watched = async (batches: readonly Table[], watching: WatchOptions = {}) =>
    outline(await collect(watch(batchesOf(...batches), await knownAmounts(), watching)))

  test('close as later rows come, keep gaps, and are flushed incomplete at the end', async () => {
    expect(await watched([at(monday, monday + 5), at(monday + 3 * day), at(monday + 3 * day + 1)])).toEqual([
      [0, 2, true, 0],
      [1, 0, true, 0],
      [2, 0, true, 0],
      [3, 2, false, 0],
    ])
  })

  test('rows that come after their window had closed, and rows without a time, are stated by the next result', async () => {
    expect(await watched([at(monday), at(monday + day), at(monday + 1, null, monday + day + 1), at(monday + 2 * day)])).toEqual([
      [0, 1, true, 0],
      [1, 2, true, 2],
      [2, 1, false, 0],
    ])
  })

  test('lateness keeps windows open', async () => {
    expect(await watched([at(monday), at(monday + day), at(monday + 1), at(monday + 2 * day)], { latenessMs: day })).toEqual([
      [0, 2, true, 0],
      [1, 1, true, 0],
      [2, 1, false, 0],
    ])
  })

  test('rows of one batch are not late to one another, and the first batch may begin in the middle', async () => {
    expect(await watched([at(monday + 2 * day, monday, monday + day)])).toEqual([
      [0, 1, true, 0],
      [1, 1, true, 0],
      [2, 1, false, 0],
    ])
  })

  test('empty batches and an empty source yield nothing', async () => {
    expect(await watched([at()])).toEqual([])
    expect(await watched([])).toEqual([])
    expect(await watched([at(null)])).toEqual([])
  })

  test('a stray time is an error', async () => {
    await expect(watched([at(monday), at(monday + 1e6 * day)])).rejects.toMatchObject({ code: 'E_WINDOWS_COUNT' })
    await expect(watched([at(monday), at(0)])).rejects.toMatchObject({ code: 'E_WINDOWS_COUNT' })
  })
})

describe('the source', () => {
  /** A source without end that says whether it was released. */
  function endless() {
    const state = { released: false, given: 0 }
    async function* rows() {
      try {
        for (;;) {
          yield at(...Array.from({ length: 10 }, (_, row) => monday + row))
          state.given++
        }
      } finally {
        state.released = true
      }
    }
    return { state, rows: rows() }
  }

  test('is released when the caller leaves', async () => {
    const { state, rows } = endless()
    for await (const { label } of watch(rows, await knownAmounts(), { windows: { rows: 25 } })) {
      expect(label).toBe('rows 1-25')
      break
    }
    expect(state).toEqual({ released: true, given: 2 })
  })

  test('is released when the signal aborts, also while it waits, and the reason is thrown', async () => {
    const stop = new AbortController()
    let released = false
    const waiting: AsyncIterable<Table> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => {}),
        return: async () => {
          released = true
          return { done: true, value: undefined }
        },
      }),
    }
    setTimeout(() => stop.abort(new RangeError('enough')), 5)
    await expect(collect(watch(waiting, await knownAmounts(), { signal: stop.signal }))).rejects.toThrow('enough')
    expect(released).toBe(true)
  })

  test('is released when a timer aborts, though it never waits', async () => {
    const stop = new AbortController()
    const { state, rows } = endless()
    const reference = await knownAmounts()
    setTimeout(() => stop.abort(new RangeError('enough')), 5)
    await expect(collect(watch(rows, reference, { windows: { rows: 1e9 }, signal: stop.signal }))).rejects.toThrow('enough')
    // The source is told to stop and not waited for.
    await vi.waitFor(() => expect(state.released).toBe(true))
  })

  test('is released when rows cannot be read', async () => {
    const { state, rows } = endless()
    await expect(collect(watch(rows, await knownAmounts(), { windows: { column: 'amount', period: 'day' } }))).rejects.toMatchObject({
      code: 'E_WINDOWS_TIME',
    })
    expect(state.released).toBe(true)
  })

  test('its own error is thrown on', async () => {
    async function* failing(): AsyncGenerator<Table> {
      yield at(monday)
      throw new RangeError('the wire is cut')
    }
    await expect(collect(watch(failing(), await knownAmounts()))).rejects.toThrow('the wire is cut')
  })
})

test('a column that no batch has is missing, one that some lack is null there, and text for numbers is missing', async () => {
  const reference = tableOf({ a: columnOf([...Array(40).keys()]), b: columnOf([...Array(40).keys()]), c: columnOf([...Array(40).keys()]) })
  const known = await profile(monitorOf(reference, { windows: { rows: 40 } }), reference)
  const half = (columns: readonly string[]) => reference.slice(0, 20).select(...columns) as Rows
  const withText = (rows: Rows) =>
    tableOf({
      ...Object.fromEntries(rows.schema.columns.map(({ name }) => [name, rows.column(name)])),
      c: columnOf(new Array<string>(20).fill('x')),
    })
  const [result] = await collect(watch(batchesOf(withText(half(['a'])), withText(half(['a']))), known))
  expect(result!.report!.columns.map(({ failure }) => failure)).toEqual([
    null,
    expect.stringMatching(/no such column/),
    expect.stringMatching(/no such column/),
  ])
  const [mixed] = await collect(watch(batchesOf(half(['a', 'b', 'c']), half(['a', 'c'])), known))
  expect(mixed!.report!.columns[1]!.nulls.current).toBe(0.5)
})

test.each([{ latenessMs: -1 }, { latenessMs: Number.NaN }, { windows: { rows: 0 } }])('%o is refused', async (watching) => {
  await expect(collect(watch(batchesOf(), await knownAmounts(), watching))).rejects.toMatchObject({ code: 'E_DRIFT_OPTION' })
})
