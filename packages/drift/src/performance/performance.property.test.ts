import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calibrationReport } from './calibration-report.ts'
import { estimatePerformance } from './estimate-performance.ts'
import { realisedPerformance } from './realised-performance.ts'

const score = fc.oneof(fc.constantFrom(0, -0, 0.5, 1, Number.NaN), fc.double({ min: 0, max: 1, noNaN: true }))
const row = fc.record({ score, label: fc.constantFrom(0, 1, Number.NaN) })
const rows = fc
  .array(row, { minLength: 1, maxLength: 40 })
  .filter((all) => all.some((one) => !Number.isNaN(one.score) && !Number.isNaN(one.label)))
  .map((all) => ({ scores: all.map((one) => one.score), labels: all.map((one) => one.label) }))

test('figures lie in their bands, and bands in the range of the metric', () => {
  fc.assert(
    fc.property(rows, rows, fc.double({ min: 0, max: 1, noNaN: true }), (reference, current, threshold) => {
      const reports = [
        estimatePerformance({ scores: current.scores, reference }, { threshold }),
        realisedPerformance(current, { threshold, reference }),
      ]
      for (const { metric, value, interval, standardError } of reports.flatMap(({ figures }) => figures)) {
        if (value === null || interval === null) {
          expect([value, interval, standardError]).toEqual([null, null, null])
          continue
        }
        expect(standardError! >= 0 && standardError! < Infinity).toBe(true)
        expect(interval.lower <= value && value <= interval.upper).toBe(true)
        expect(interval.lower >= 0 && interval.upper <= (metric === 'logLoss' ? Infinity : 1)).toBe(true)
      }
    }),
    { seed: 1, numRuns: 200 },
  )
})

test('a p-value is a probability, and the bands hold every row once', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 12 }), (current, bands) => {
      const report = calibrationReport(current, { bands })
      expect(report.pValue >= 0 && report.pValue <= 1 && report.bandsPValue >= 0 && report.bandsPValue <= 1).toBe(true)
      expect(report.bands.reduce((sum, band) => sum + band.rows, 0)).toBe(report.rows)
      expect(report.bands.every(({ from, to }) => from <= to)).toBe(true)
    }),
    { seed: 1, numRuns: 200 },
  )
})

test('the area does not change under a monotone map of scores, and turns with the labels', () => {
  fc.assert(
    fc.property(rows, ({ scores, labels }) => {
      const areaOf = (given: readonly number[], known: readonly number[]) =>
        realisedPerformance({ scores: given, labels: known }).figures[0]!.value
      const area = areaOf(scores, labels)
      const halved = areaOf(
        scores.map((one) => one / 2),
        labels,
      )
      const turned = areaOf(
        scores,
        labels.map((label) => 1 - label),
      )
      if (area === null) expect([halved, turned]).toEqual([null, null])
      else {
        expect(halved).toBeCloseTo(area, 12)
        expect(turned).toBeCloseTo(1 - area, 12)
      }
    }),
    { seed: 1, numRuns: 200 },
  )
})
