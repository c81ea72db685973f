import { expect, test } from 'vitest'
import { scoredRows } from '../../test/support/scored-rows.ts'
import { calibrationReport } from './calibration-report.ts'
import { conceptDrift } from './concept-drift.ts'
import { estimatePerformance } from './estimate-performance.ts'
import { performanceByWindow } from './performance-by-window.ts'
import { realisedPerformance } from './realised-performance.ts'

const hour = 3_600_000
const reference = scoredRows(1500, { seed: 1 })
const { scores, labels } = scoredRows(1000, { seed: 2 })
const atMs = scores.map((_, row) => row * hour)
const joined = { atMs, scores, labels, asOfMs: 1000 * hour, dueMs: null }

test('each window has what the functions say of its rows', () => {
  const windows = performanceByWindow(joined, { windows: { rows: 400 }, reference, threshold: 0.4 })
  expect(windows.map(({ label, rows, complete }) => [label, rows, complete])).toEqual([
    ['rows 1-400', 400, true],
    ['rows 401-800', 400, true],
    ['rows 801-1000', 200, false],
  ])
  const part = { scores: scores.slice(400, 800), labels: labels.slice(400, 800) }
  expect(windows[1]).toMatchObject({
    estimated: estimatePerformance({ scores: part.scores, reference }, { threshold: 0.4 }),
    realised: realisedPerformance(part, { reference, threshold: 0.4 }),
    calibration: calibrationReport(part),
    concept: conceptDrift({ ...part, reference }, { threshold: 0.4 }),
  })
  expect(JSON.parse(JSON.stringify(windows))).toEqual(windows)
})

test('windows by time are those of the calendar, and hold every row once', () => {
  const windows = performanceByWindow(joined, { windows: { period: 'week' } })
  expect(windows.map(({ label, rows }) => [label, rows])).toEqual([
    ['1969-12-29 to 1970-01-05', 96],
    ['1970-01-05 to 1970-01-12', 168],
    ['1970-01-12 to 1970-01-19', 168],
    ['1970-01-19 to 1970-01-26', 168],
    ['1970-01-26 to 1970-02-02', 168],
    ['1970-02-02 to 1970-02-09', 168],
    ['1970-02-09 to 1970-02-16', 64],
  ])
  expect(windows.map(({ complete }) => complete)).toEqual([true, true, true, true, true, true, false])
  expect(windows[0]).toMatchObject({ estimated: null, concept: null })
})

test('a window whose labels are not all there is not complete, unless they are overdue', () => {
  const waiting = labels.map((label, row) => (row % 2 === 0 || row >= 600 ? Number.NaN : label))
  const windows = performanceByWindow({ ...joined, labels: waiting, dueMs: 500 * hour }, { windows: { rows: 200 }, reference })
  expect(windows.map(({ labelled, pending, overdue, complete }) => [labelled, pending, overdue, complete])).toEqual([
    [100, 0, 100, true],
    [100, 0, 100, true],
    // Due since the row at 500 hours: 49 of those after it have no label.
    [100, 49, 51, false],
    [0, 200, 0, false],
    [0, 200, 0, false],
  ])
  expect(windows[3]).toMatchObject({ realised: null, calibration: null, concept: null, estimated: { rows: 200 } })
})

test('rows without score count nowhere, and a window of them is left out', () => {
  const some = scores.map((score, row) => (row < 200 || row % 2 === 0 ? Number.NaN : score))
  const windows = performanceByWindow({ ...joined, scores: some }, { windows: { milliseconds: 200 * hour } })
  expect(windows.map(({ rows, labelled }) => [rows, labelled])).toEqual(Array.from({ length: 4 }, () => [100, 100]))
  expect(
    performanceByWindow(
      { ...joined, atMs: atMs.slice(0, 0), scores: scores.slice(0, 0), labels: labels.slice(0, 0) },
      { windows: { rows: 5 } },
    ),
  ).toEqual([])
})

test.each<[string, object, object, string]>([
  ['windows of no row', {}, { windows: { rows: 0 } }, 'E_DRIFT_OPTION'],
  ['an unknown period', {}, { windows: { period: 'year' } }, 'E_DRIFT_OPTION'],
  ['windows of half a millisecond', {}, { windows: { milliseconds: 0.5 } }, 'E_DRIFT_OPTION'],
  ['times that do not ascend', { atMs: atMs.toReversed() }, { windows: { rows: 5 } }, 'E_PERFORMANCE_INPUT'],
  ['a time that is NaN', { atMs: atMs.map(() => Number.NaN) }, { windows: { period: 'day' } }, 'E_PERFORMANCE_INPUT'],
  ['unequal columns', { labels: labels.slice(1) }, { windows: { rows: 5 } }, 'E_PERFORMANCE_INPUT'],
])('%s: refused', (_, changes, options, code) => {
  expect(() => performanceByWindow({ ...joined, ...changes }, options as never)).toThrow(expect.objectContaining({ code }))
})
