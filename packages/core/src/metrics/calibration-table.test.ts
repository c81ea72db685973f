import { expect, test } from 'vitest'
import { goldenBins, goldenCases } from '../../test/fixtures/metrics/golden-cases.ts'
import { expectClose } from '../testing/expect-close.ts'
import { type CalibrationTableOptions, calibrationTable } from './calibration-table.ts'

test.each(goldenCases.filter(({ golden }) => golden.calibration))('agrees with scikit-learn: $name', ({ golden, scored }) => {
  for (const [strategy, { observedRate, meanPredicted }] of Object.entries(golden.calibration!)) {
    const { bins } = calibrationTable(scored, { bins: goldenBins, strategy: strategy as 'uniform' | 'quantile' })
    expectClose(
      { observedRate: bins.map((bin) => bin.observedRate), meanPredicted: bins.map((bin) => bin.meanPredicted) },
      { observedRate, meanPredicted },
      { rel: 1e-12 },
    )
  }
})

test('errors are weighted gaps between observed and predicted', () => {
  const table = calibrationTable({ label: [0, 1, 1], score: [0.2, 0.2, 0.7], weight: [3, 1, 4] }, { bins: 2 })
  expect(table.bins).toMatchObject([
    { lower: 0, upper: 0.5, rows: 2, weight: 4, observedRate: 0.25 },
    { lower: 0.5, upper: 1, rows: 1, weight: 4, observedRate: 1, meanPredicted: 0.7 },
  ])
  expectClose(table.bins[0]!.meanPredicted, 0.2, { rel: 1e-15 })
  expectClose(table.expectedCalibrationError, (4 * 0.05 + 4 * 0.3) / 8, { rel: 1e-14 })
  expectClose(table.maximumCalibrationError, 0.3, { rel: 1e-14 })
})

test('a row on an edge belongs to the bin below it, and 0 to the first bin', () => {
  const { bins } = calibrationTable({ label: [0, 0, 1, 1], score: [0, 0.5, 0.51, 1] }, { bins: 2 })
  expect(bins.map((bin) => bin.rows)).toEqual([2, 2])
})

test('bins without weight are left out, and quantile edges that tie make none', () => {
  expect(calibrationTable({ label: [0, 1], score: [0.1, 0.9], weight: [0, 1] }).bins).toHaveLength(1)
  expect(calibrationTable({ label: [0, 1, 1], score: [0.4, 0.4, 0.4] }, { strategy: 'quantile' }).bins).toHaveLength(1)
})

test.each([{ bins: 0 }, { bins: 2.5 }, { bins: 10_001 }, { bins: Number.NaN }, { strategy: 'deciles' }])('refuses %j', (options) => {
  expect(() => calibrationTable({ label: [0, 1], score: [0, 1] }, options as CalibrationTableOptions)).toThrow(
    expect.objectContaining({ code: 'E_METRIC_OPTION' }),
  )
})

test('what is no probability is refused', () => {
  expect(() => calibrationTable({ label: [0], score: [-1] })).toThrow(expect.objectContaining({ code: 'E_METRIC_SCORE' }))
})
