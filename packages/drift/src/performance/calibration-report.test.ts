import { seededRandom } from '@millrace/core'
import { calibrationTable } from '@millrace/core/metrics'
import { expectClose } from '@millrace/core/testing'
import { expect, test } from 'vitest'
import { scoredRows } from '../../test/support/scored-rows.ts'
import { calibrationReport } from './calibration-report.ts'

test('false alarms are as rare as promised, by mean, by bands and by the noise of the error', () => {
  const random = seededRandom(8)
  const alarms = { mean: 0, bands: 0, error: 0 }
  const draws = 400
  for (let i = 0; i < draws; i++) {
    const report = calibrationReport(scoredRows(300, { random }))
    alarms.mean += Number(report.pValue < 0.05)
    alarms.bands += Number(report.bandsPValue < 0.05)
    alarms.error += Number(report.expectedCalibrationError > report.noise)
  }
  const most = 0.05 + 3.5 * Math.sqrt((0.05 * 0.95) / draws)
  for (const count of Object.values(alarms)) expect(count / draws).toBeLessThan(most)
  expect(Math.min(...Object.values(alarms))).toBeGreaterThan(0.015 * draws)
})

test('scores that are too bold are found by bands although their mean is right', () => {
  const scores = Array.from({ length: 2000 }, (_, row) => (row % 2 === 0 ? 0.1 : 0.9))
  const labels = scores.map((score, row) => Number((row % 20) / 20 < (score < 0.5 ? 0.3 : 0.7)))
  const report = calibrationReport({ scores, labels }, { bands: 2 })
  const { expected, observed, ratio, pValue, expectedCalibrationError } = report
  expectClose([expected, observed, ratio, pValue, expectedCalibrationError], [0.5, 0.5, 1, 1, 0.2], { rel: 1e-9 })
  expect(report.bandsPValue).toBeLessThan(1e-10)
  expect(report.bands.map(({ from, to, rows }) => [from, to, rows])).toEqual([
    [0.1, 0.1, 1000],
    [0.9, 0.9, 1000],
  ])
})

test('bands of equally many rows have the error of core where nothing is tied', () => {
  const { scores, labels } = scoredRows(1000, { seed: 9, boldness: 2 })
  const { expectedCalibrationError } = calibrationTable({ score: scores, label: labels }, { bins: 10, strategy: 'quantile' })
  expectClose(calibrationReport({ scores, labels }).expectedCalibrationError, expectedCalibrationError, { rel: 1e-9 })
})

test('certain scores are right or wrong, without a doubt', () => {
  const sure = calibrationReport({ scores: [0, 0, 1], labels: [0, 0, 1] })
  expect([sure.pValue, sure.bandsPValue, sure.noise, sure.expectedCalibrationError]).toEqual([1, 1, 0, 0])
  const wrong = calibrationReport({ scores: [0, 0, 0], labels: [0, 0, 1] })
  expect([wrong.pValue, wrong.bandsPValue, wrong.ratio, wrong.interval]).toEqual([0, 0, null, null])
})

test('one row, and more bands than rows', () => {
  const { bands, rows } = calibrationReport({ scores: [0.3, Number.NaN], labels: [1, 1] }, { bands: 50 })
  expect([bands.length, rows]).toEqual([1, 1])
  expect(() => calibrationReport({ scores: [0.3], labels: [1] }, { bands: 0 })).toThrow(expect.objectContaining({ code: 'E_DRIFT_OPTION' }))
})
