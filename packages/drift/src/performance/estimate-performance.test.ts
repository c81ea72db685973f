import { seededRandom } from '@millrace/core'
import { expectClose } from '@millrace/core/testing'
import { expect, test } from 'vitest'
import { scoredRows } from '../../test/support/scored-rows.ts'
import { estimatePerformance } from './estimate-performance.ts'
import type { ScoreCells } from './performance-input.ts'
import type { PerformanceMetric, PerformanceReport } from './performance-report.ts'
import { realisedPerformance } from './realised-performance.ts'

const figureOf = ({ figures }: PerformanceReport, metric: PerformanceMetric) => figures.find((figure) => figure.metric === metric)!
const reference = scoredRows(2000, { seed: 1 })

/** The profile of scores: cells of a hundredth. */
function cellsOf({ scores, labels }: { readonly scores: Float64Array; readonly labels: Float64Array }): ScoreCells {
  const edges = Array.from({ length: 99 }, (_, i) => (i + 1) / 100)
  const cellOf = (score: number) => edges.filter((edge) => edge <= score).length
  const sum = (value: (row: number) => number) => {
    const sums = new Array<number>(100).fill(0)
    for (const [row, score] of scores.entries()) sums[cellOf(score)]! += value(row)
    return sums
  }
  const positive = sum((row) => labels[row]!)
  return {
    cells: { edges, atoms: [] },
    counts: sum(() => 1),
    sums: sum((row) => scores[row]!),
    labels: { positive, unknown: null, known: scores.length },
  }
}

test('what labels show later lies in the bands, as often as they promise', () => {
  const random = seededRandom(3)
  let [held, all] = [0, 0]
  for (let i = 0; i < 40; i++) {
    const boldness = i % 2 === 0 ? 1 : 2
    const before = scoredRows(1000, { random, boldness })
    const now = scoredRows(1000, { random, boldness, mean: 0.3 })
    const realised = realisedPerformance(now)
    for (const { metric, interval } of estimatePerformance({ scores: now.scores, reference: before }).figures) {
      const value = figureOf(realised, metric).value!
      held += Number(value >= interval!.lower && value <= interval!.upper)
      all++
    }
  }
  expect(held / all).toBeGreaterThan(0.9)
  expect(held / all).toBeLessThan(0.99)
})

test('bold scores are calibrated first, and their loss is that of the scores as they are', () => {
  const bold = { ...reference, scores: reference.scores.map((score) => 1 / (1 + ((1 - score) / score) ** 3)) }
  const estimated = estimatePerformance({ scores: bold.scores, reference: bold })
  const realised = realisedPerformance(bold)
  expect(estimated.calibration).toMatchObject({ applied: true })
  expect(estimated.calibration!.after).toBeLessThan(estimated.calibration!.before / 3)
  for (const metric of ['accuracy', 'recall', 'logLoss', 'brier'] as const) {
    expectClose(figureOf(estimated, metric).value, figureOf(realised, metric).value, { rel: 0.04 })
  }
})

test('no alert where only other rows come, and one where the model cannot tell them apart', () => {
  expect(estimatePerformance({ scores: scoredRows(1000, { seed: 2 }).scores, reference }).figures.filter(({ alert }) => alert)).toEqual([])
  const unsure = Float64Array.from({ length: 1000 }, (_, i) => 0.4 + (i % 100) / 500)
  const alerts = estimatePerformance({ scores: unsure, reference }).figures.filter(({ alert }) => alert)
  expect(alerts.map(({ metric }) => metric)).toEqual(expect.arrayContaining(['auc', 'accuracy', 'logLoss', 'brier']))
})

test('the order of rows makes no difference, and inputs are not changed', () => {
  const { scores } = scoredRows(500, { seed: 4 })
  const kept = [scores, reference.scores, reference.labels].map((column) => [...column])
  const report = estimatePerformance({ scores, reference })
  const backwards = { scores: reference.scores.toReversed(), labels: reference.labels.toReversed() }
  expectClose(estimatePerformance({ scores: scores.toReversed(), reference: backwards }), report, { rel: 1e-9 })
  expect([scores, reference.scores, reference.labels].map((column) => [...column])).toEqual(kept)
})

test('cells give nearly what rows give, and say how far they may be off', () => {
  const now = scoredRows(1000, { seed: 5, mean: 0.2 })
  const rows = estimatePerformance({ scores: now.scores, reference })
  const cells = estimatePerformance({ scores: cellsOf(now), reference: cellsOf(reference) }, { threshold: 0.5 })
  for (const { metric, value, reference: known } of cells.figures) {
    expectClose([value, known], [figureOf(rows, metric).value, figureOf(rows, metric).reference], { rel: 0.02 })
  }
  expect(cells.warnings.join(' ')).toMatch(/reference side is known by cells.*known to ±0\.00\d+\. .*current side is known by cells/)
  expect(estimatePerformance({ scores: now.scores, reference: cellsOf(reference) }, { threshold: 0.505 }).warnings.join(' ')).toMatch(
    /threshold cuts a cell of \d+ of the 2000 rows of the reference side/,
  )
})

test('rows of cells without outcome are left out of the reference', () => {
  const cells = cellsOf(reference)
  const unknown = cells.counts.map((count) => Math.floor(count / 2))
  const positive = cells.labels!.positive.map((count, cell) => Math.min(count, cells.counts[cell]! - unknown[cell]!))
  const half = { ...cells, labels: { positive, unknown, known: 0 } }
  const report = estimatePerformance({ scores: [0.2, 0.7], reference: half })
  expect(figureOf(report, 'auc').reference).toBeGreaterThan(0.5)
  expect(() => estimatePerformance({ scores: [0.2], reference: { ...cells, labels: null } })).toThrow(
    expect.objectContaining({ code: 'E_DRIFT_EMPTY' }),
  )
})

test('rows without score are left out and counted, scores beyond the reference are told', () => {
  const narrow = { scores: reference.scores.map((score) => 0.2 + score / 2), labels: reference.labels }
  const { rows, warnings } = estimatePerformance({ scores: [0.3, Number.NaN, 0.99, 0.5], reference: narrow })
  expect(rows).toBe(3)
  expect(warnings).toEqual([
    expect.stringContaining('relation of inputs and label'),
    '1 rows of the current side have no score and are left out.',
    expect.stringMatching(/^33\.3 % of the scores lie outside/),
  ])
})

test('one row, certain scores and scores of one value give figures within their range, or null', () => {
  for (const scores of [[0.7], [0, 1, 0, 1], [0.5, 0.5, 0.5], [0, 0]]) {
    for (const { value, interval, standardError } of estimatePerformance({ scores, reference }).figures) {
      if (value === null) expect([interval, standardError]).toEqual([null, null])
      else expect(interval!.lower <= value && value <= interval!.upper && standardError! >= 0).toBe(true)
    }
  }
  const certain = { scores: [0, 0, 1, 1], labels: [0, 0, 1, 1] }
  const { figures } = estimatePerformance({ scores: [0, 0, 1], reference: certain })
  expect(figures.map(({ value }) => value).slice(0, 6)).toEqual([1, 1, 1, 1, 1, 1])
  expect(figures[0]!.interval!.lower).toBeLessThan(0.5)
  expect(figures.some(({ alert }) => alert)).toBe(false)
})

test.each<[string, () => unknown, object]>([
  [
    'a score above 1',
    () => estimatePerformance({ scores: [1.5], reference }),
    { code: 'E_PERFORMANCE_INPUT', details: { column: 'score', index: 0 } },
  ],
  ['an infinite score', () => estimatePerformance({ scores: [0.5, Infinity], reference }), { code: 'E_PERFORMANCE_INPUT' }],
  [
    'a label of 2',
    () => estimatePerformance({ scores: [0.5], reference: { scores: [0.5], labels: [2] } }),
    { details: { column: 'label' } },
  ],
  [
    'unequal columns',
    () => estimatePerformance({ scores: [0.5], reference: { scores: [0.5], labels: [] } }),
    { details: { scores: 1, labels: 0 } },
  ],
  ['no current row', () => estimatePerformance({ scores: [], reference }), { code: 'E_DRIFT_EMPTY', details: { side: 'current' } }],
  ['no labelled row', () => estimatePerformance({ scores: [0.5], reference: { scores: [0.5], labels: [NaN] } }), { code: 'E_DRIFT_EMPTY' }],
  ['a threshold that is NaN', () => estimatePerformance({ scores: [0.5], reference }, { threshold: NaN }), { code: 'E_DRIFT_OPTION' }],
  [
    'cells without their counts',
    () => estimatePerformance({ scores: { cells: { edges: [0.5], atoms: [] }, counts: [1], sums: [0.2], labels: null }, reference }),
    { code: 'E_PERFORMANCE_INPUT' },
  ],
])('%s is refused', (_, act, { details, ...fault }: { readonly details?: object }) => {
  expect(act).toThrow(expect.objectContaining({ ...fault, ...(details && { details: expect.objectContaining(details) }) }))
})
