import { type Random, seededRandom, type Table } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { columnOf, laws, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import type { MonitorOptions } from '../monitor/settings.ts'
import { profile } from '../profile/profile.ts'
import { compareWindows } from './compare-windows.ts'
import { controlSeries } from './control-series.ts'

type Rows = Table<Record<string, unknown>>

const day = 86_400_000
/** A Monday. */
const monday = Date.UTC(2026, 10, 2)

const rowsAt = (times: readonly (number | null)[], value = (row: number) => row % 17): Rows =>
  tableOf({ asked: columnOf(times), amount: columnOf(times.map((_, row) => value(row))) }, { asked: 'instant' })

const evenly = (days: number, perDay = 20) => Array.from({ length: days * perDay }, (_, row) => monday + (row / perDay) * day)

const profileOf = (rows: Rows, options: MonitorOptions<string> = {}) => profile(monitorOf(rows, options), rows)

const byWeek = { column: 'asked', period: 'week' } as const

async function known(options: MonitorOptions<string> = {}) {
  return profileOf(rowsAt(evenly(14)), { columns: ['amount'], windows: byWeek, ...options })
}

describe('windows by count', () => {
  test('take the rows in their order, and the last may be incomplete', async () => {
    const { windows, skipped, format } = await compareWindows(await known(), rowsAt(evenly(7)), { windows: { rows: 60 } })
    expect(windows.map(({ index, label, rows, complete, fromMs }) => [index, label, rows, complete, fromMs])).toEqual([
      [0, 'rows 1-60', 60, true, null],
      [1, 'rows 61-120', 60, true, null],
      [2, 'rows 121-140', 20, false, null],
    ])
    expect([skipped, format]).toEqual([0, 'millrace/drift-windows'])
    expect(windows[0]!.report!.current.rows).toBe(60)
  })

  test('no rows make no windows', async () => {
    expect(await compareWindows(await known(), rowsAt([]), { windows: { rows: 60 } })).toMatchObject({ windows: [], series: [] })
  })
})

describe('windows by time', () => {
  test('sort the rows, skip those without a time, keep gaps, and close what later rows show to have ended', async () => {
    const times = [monday + 22 * day, null, monday + 1, monday + 8 * day, monday, null, monday + 7 * day]
    const { windows, skipped, series } = await compareWindows(await known(), rowsAt(times))
    expect(windows.map(({ label, rows, complete }) => [label, rows, complete])).toEqual([
      ['2026-11-02 to 2026-11-09', 2, true],
      ['2026-11-09 to 2026-11-16', 2, true],
      ['2026-11-16 to 2026-11-23', 0, true],
      ['2026-11-23 to 2026-11-30', 1, false],
    ])
    expect(skipped).toBe(2)
    expect(windows[2]!.report).toBeNull()
    expect(windows[1]!.report!.current).toMatchObject({ fromMs: monday + 7 * day, toMs: monday + 14 * day, rows: 2 })
    expect(series.find(({ measure }) => measure === 'effect')!.points[2]).toEqual({
      window: 2,
      value: null,
      lower: null,
      upper: null,
      outside: false,
    })
  })

  test('a window that has ended by the given time is complete', async () => {
    const { windows } = await compareWindows(await known(), rowsAt([monday]), { nowMs: monday + 7 * day })
    expect(windows[0]!.complete).toBe(true)
  })

  test('do not depend on the order of the rows', async () => {
    const rows = rowsAt(evenly(14), (row) => (row * 7) % 17)
    const shuffled = rows.take(Int32Array.from({ length: rows.rowCount }, (_, row) => (row * 101) % rows.rowCount))
    const reference = await known()
    expect((await compareWindows(reference, shuffled)).series).toEqual((await compareWindows(reference, rows)).series)
  })

  test('stray times are an error rather than a million gaps', async () => {
    const rows = rowsAt([0, monday])
    await expect(compareWindows(await known(), rows, { windows: { column: 'asked', period: 'hour' } })).rejects.toMatchObject({
      code: 'E_WINDOWS_COUNT',
    })
  })

  test('only null times make no windows', async () => {
    expect(await compareWindows(await known(), rowsAt([null, null]))).toMatchObject({ windows: [], skipped: 2 })
  })
})

test('windows come from the options, else from the monitor, else from nowhere', async () => {
  const reference = await profileOf(rowsAt(evenly(7)), { columns: ['amount'] })
  await expect(compareWindows(reference, rowsAt(evenly(7)))).rejects.toMatchObject({ code: 'E_DRIFT_OPTION' })
  await expect(compareWindows(reference, rowsAt(evenly(7)), { windows: { rows: 0 } })).rejects.toMatchObject({ code: 'E_DRIFT_OPTION' })
})

test('tells its progress, and stops at once', async () => {
  const events: (number | undefined)[][] = []
  await compareWindows(await known(), rowsAt(evenly(14)), { progress: ({ done, total }) => events.push([done, total]) })
  expect(events).toEqual([
    [1, 2],
    [2, 2],
  ])
  const stop = new AbortController()
  const stopped = compareWindows(await known(), rowsAt(evenly(700)), {
    signal: stop.signal,
    progress: () => stop.abort(new RangeError('enough')),
  })
  await expect(stopped).rejects.toThrow('enough')
})

const floors = { D: 0, V: 0, d: 0, difference: 0 }

/** Columns of one law, with nulls, a score and a time. */
function draw(
  random: Random,
  rows: number,
  changes: { readonly mean?: number; readonly nulls?: number; readonly scores?: number } = {},
): Rows {
  const { mean = 0, nulls = 0.05, scores = 0.3 } = changes
  const sparse = (value: number) => (random.next() < nulls ? Number.NaN : value)
  return tableOf({
    normal: { type: 'number', values: Float64Array.from({ length: rows }, () => sparse(mean + random.normal())) },
    level: laws['30 levels'](random, rows),
    few: laws['five values'](random, rows),
    score: { type: 'number', values: Float64Array.from({ length: rows }, () => random.next() ** (Math.log(0.5) / Math.log(1 - scores))) },
  })
}

const approval = { column: 'score', threshold: 0.5, approve: 'at-least' } as const

describe('control limits', () => {
  test('a point without drift lies outside in 0.27 % of the windows at most', async () => {
    const random = seededRandom(17)
    const outside = new Map<string, number>()
    const points = new Map<string, number>()
    for (let repeat = 0; repeat < 6; repeat++) {
      const reference = await profileOf(draw(random, 1000), { approval, effectFloor: floors })
      const { series } = await compareWindows(reference, draw(random, 40 * 150), { windows: { rows: 150 } })
      for (const { measure, points: all } of series) {
        points.set(measure, (points.get(measure) ?? 0) + all.length)
        outside.set(measure, (outside.get(measure) ?? 0) + all.filter((point) => point.outside).length)
      }
    }
    expect([...points.keys()]).toEqual(['drifted-share', 'approval-rate', 'effect', 'mean', 'null-share'])
    for (const [measure, count] of points) {
      // Windows share a reference, so that their points are not independent: twice the standard error.
      expect.soft(outside.get(measure)! / count, measure).toBeLessThanOrEqual(0.0027 + 7 * Math.sqrt(0.0027 / count))
    }
    const all = [...outside.values()].reduce((sum, count) => sum + count)
    expect(all).toBeGreaterThan(0)
  })

  test('show the window in which a mean, a null share, a distribution and the approval rate move, and no other', async () => {
    const random = seededRandom(5)
    const reference = await profileOf(draw(random, 2000), { approval })
    const rows = [draw(random, 1200), draw(random, 400, { mean: 0.5, nulls: 0.15, scores: 0.45 }), draw(random, 400)].reduce((all, next) =>
      all.concat(next),
    )
    const { series } = await compareWindows(reference, rows, { windows: { rows: 400 } })
    const outside = series.flatMap(({ measure, column, points }) =>
      points.filter((point) => point.outside).map(({ window }) => [measure, column, window]),
    )
    expect(outside).toEqual([
      ['drifted-share', null, 3],
      ['approval-rate', null, 3],
      ['effect', 'normal', 3],
      ['mean', 'normal', 3],
      ['null-share', 'normal', 3],
      ['effect', 'score', 3],
      ['mean', 'score', 3],
    ])
  })

  test('never lie closer than the floor, so that large windows do not alarm on trifles', async () => {
    const random = seededRandom(6)
    const column = (mean: number) =>
      tableOf({ x: { type: 'number', values: Float64Array.from({ length: 200_000 }, () => mean + random.normal()) } })
    const reference = await profileOf(column(0))
    const { series } = await compareWindows(reference, column(0.03), { windows: { rows: 100_000 } })
    expect(series.flatMap(({ points }) => points.map(({ outside }) => outside))).not.toContain(true)
    const strict = await profileOf(column(0), { effectFloor: floors })
    const found = await compareWindows(strict, column(0.03), { windows: { rows: 100_000 } })
    expect(found.series.find(({ measure }) => measure === 'mean')!.points.map(({ outside }) => outside)).toEqual([true, true])
  })

  test('follow the rows of each window', async () => {
    const reference = await known()
    const { series } = await compareWindows(reference, rowsAt([...evenly(7), ...evenly(1).map((time) => time + 7 * day)]))
    const [wide, narrow] = series.find(({ measure }) => measure === 'mean')!.points.toReversed()
    expect(wide!.upper! - wide!.lower!).toBeGreaterThan(1.5 * (narrow!.upper! - narrow!.lower!))
  })

  test('rows of a window of time are measured by those of the complete windows before', async () => {
    const perDay = [20, 24, 18, 22, 20, 21, 60, 0, 20]
    const times = perDay.flatMap((rows, index) => Array.from({ length: rows }, (_, row) => monday + index * day + row))
    const { series } = await compareWindows(await known(), rowsAt(times), { windows: { column: 'asked', period: 'day' } })
    const { points } = series.find(({ measure }) => measure === 'row-count')!
    expect(points.map(({ value }) => value)).toEqual([20, 24, 18, 22, 20, 21, 60, 0, null])
    expect(points.map(({ outside }) => outside)).toEqual([false, false, false, false, false, false, true, false, false])
    expect(points[4]).toMatchObject({ lower: null, upper: null })
  })

  test('with persistence, a point is outside once so many of the last are', async () => {
    const reference = await known({ effectFloor: floors })
    const rows = rowsAt(evenly(50, 40), (row) => (row % 17) + ([2, 5, 6, 7].includes(Math.floor(row / 200)) ? 9 : 0))
    const { windows } = await compareWindows(reference, rows, { windows: { rows: 200 } })
    const outside = (persistence?: { least: number; of: number }) =>
      controlSeries(reference, windows, { persistence })
        .find(({ measure }) => measure === 'mean')!
        .points.flatMap(({ window, outside }) => (outside ? [window] : []))
    expect(outside()).toEqual([2, 5, 6, 7])
    expect(outside({ least: 2, of: 3 })).toEqual([6, 7])
    expect(outside({ least: 3, of: 3 })).toEqual([7])
  })

  test.each([{ falseAlarmRate: 0 }, { falseAlarmRate: 0.2 }, { persistence: { least: 3, of: 2 } }, { persistence: { least: 1.5, of: 2 } }])(
    '%o is refused',
    async (options) => {
      await expect(compareWindows(await known(), rowsAt(evenly(7)), options)).rejects.toMatchObject({ code: 'E_DRIFT_OPTION' })
    },
  )

  test('columns that failed have no points, and the report stays strict JSON', async () => {
    const reference = await profileOf(draw(seededRandom(1), 300))
    const broken = tableOf({
      normal: columnOf(new Array<null>(100).fill(null)),
      few: columnOf(new Array<string>(100).fill('text')),
      score: columnOf([...Array(100).keys()]),
    })
    const report = await compareWindows(reference, broken, { windows: { rows: 50 } })
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
    expect(report.series.filter(({ column }) => column === 'few' || column === 'level')).toEqual([])
    expect(
      report.series.find(({ measure, column }) => measure === 'null-share' && column === 'normal')!.points.every(({ outside }) => outside),
    ).toBe(true)
  })
})
