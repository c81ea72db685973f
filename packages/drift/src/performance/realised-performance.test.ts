import { binaryMetrics } from '@millrace/core/metrics'
import { expectClose } from '@millrace/core/testing'
import { expect, test } from 'vitest'
import { scoredRows } from '../../test/support/scored-rows.ts'
import type { PerformanceMetric } from './performance-report.ts'
import { realisedPerformance } from './realised-performance.ts'

const byMetric = (report: ReturnType<typeof realisedPerformance>) => new Map(report.figures.map((figure) => [figure.metric, figure]))

test('figures equal those of core, ties included', () => {
  const { scores, labels } = scoredRows(800, { seed: 2 })
  const tied = scores.map((score) => Math.round(score * 20) / 20)
  const expected = binaryMetrics({ score: tied, label: labels }, { threshold: 0.3 })
  const figures = byMetric(realisedPerformance({ scores: tied, labels }, { threshold: 0.3 }))
  for (const metric of ['auc', 'accuracy', 'precision', 'recall', 'f1', 'logLoss', 'brier'] as const) {
    expectClose(figures.get(metric)?.value, expected[metric], { rel: 1e-12 })
  }
  const { trueNegative, falsePositive } = expected.confusion
  expectClose(figures.get('specificity')?.value, trueNegative / (trueNegative + falsePositive), { rel: 1e-12 })
})

test("the standard error of an area is DeLong's: placements ½, 1 and 1, ½", () => {
  const auc = byMetric(realisedPerformance({ scores: [0.1, 0.4, 0.35, 0.8], labels: [0, 0, 1, 1] })).get('auc')!
  expectClose(auc.standardError, Math.sqrt(0.125 / 2 + 0.125 / 2), { rel: 1e-12 })
})

test("the band of a share is Wilson's, and does not vanish at 1", () => {
  const labels = Array.from({ length: 100 }, (_, row) => Number(row < 20))
  const accuracy = byMetric(realisedPerformance({ scores: labels.map(() => 0), labels })).get('accuracy')!
  expectClose([accuracy.interval!.lower, accuracy.interval!.upper], [0.71117083, 0.8666331], { rel: 1e-7 })
  const perfect = byMetric(realisedPerformance({ scores: labels, labels }))
  expectClose(perfect.get('accuracy')!.interval, { lower: 0.9630065018, upper: 1 }, { rel: 1e-7 })
  expect(perfect.get('auc')!.interval!.lower).toBeLessThan(0.9)
})

test('figures that are not defined are null', () => {
  const valuesOf = (labels: readonly number[]) =>
    Object.fromEntries(realisedPerformance({ scores: [0.1, 0.2], labels }).figures.map(({ metric, value }) => [metric, value]))
  expect(valuesOf([0, 0])).toMatchObject({ auc: null, precision: null, recall: null, f1: null, specificity: 1, accuracy: 1 })
  expect(valuesOf([1, 1])).toMatchObject({ auc: null, specificity: null, recall: 0, accuracy: 0 })
})

test('labels that are to come are counted, and a fall below the reference alerts', () => {
  const reference = scoredRows(2000, { seed: 3 })
  const { scores, labels } = scoredRows(1000, { seed: 4, relation: 0.2 })
  const waiting = labels.map((label, row) => (row < 200 ? Number.NaN : label))
  const { rows, labelled, warnings, figures } = realisedPerformance({ scores, labels: waiting }, { reference })
  expect([rows, labelled]).toEqual([1000, 800])
  expect(warnings[0]).toMatch(/^200 of 1000 rows have no label yet/)
  const alerts: readonly PerformanceMetric[] = figures.filter(({ alert }) => alert).map(({ metric }) => metric)
  expect(alerts).toEqual(expect.arrayContaining(['auc', 'accuracy', 'logLoss', 'brier']))
  expect(realisedPerformance(scoredRows(1000, { seed: 5 }), { reference }).figures.filter(({ alert }) => alert)).toEqual([])
})

test('a report is strict JSON', () => {
  const report = realisedPerformance({ scores: [0.1, 0.2, 0], labels: [0, 0, 1] })
  expect(JSON.parse(JSON.stringify(report))).toEqual(report)
})
