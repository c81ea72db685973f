import { expect, test } from 'vitest'
import { goldenCases } from '../../test/fixtures/metrics/golden-cases.ts'
import { expectClose } from '../testing/expect-close.ts'
import { binaryMetrics } from './binary-metrics.ts'
import { binaryMetricNames } from './metric-name.ts'

test.each(goldenCases)('agrees with scikit-learn at each threshold: $name', ({ golden, scored }) => {
  const { auc, averagePrecision, ks, logLoss, brier } = golden
  for (const expected of golden.atThreshold) {
    expectClose(
      binaryMetrics(scored, { threshold: expected.threshold }),
      { rows: golden.label.length, auc, averagePrecision, ks, logLoss, brier, ...expected },
      { rel: 1e-12, abs: 1e-15 },
    )
  }
})

test('is frozen and survives JSON', () => {
  const metrics = binaryMetrics({ label: [0, 1], score: [0.2, 0.7] })
  expect(Object.isFrozen(metrics) && Object.isFrozen(metrics.confusion)).toBe(true)
  expect(JSON.parse(JSON.stringify(metrics))).toEqual(metrics)
})

test('holds a number under every metric name', () => {
  const metrics = binaryMetrics({ label: [0, 1], score: [0.2, 0.7] })
  for (const name of binaryMetricNames) expect(metrics[name]).toBeTypeOf('number')
})

test('a single class, a score that is no probability and a threshold of NaN are refused', () => {
  const code = (code: string) => expect.objectContaining({ code, message: expect.stringContaining('binaryMetrics') })
  expect(() => binaryMetrics({ label: [1], score: [1] })).toThrow(code('E_METRIC_ONE_CLASS'))
  expect(() => binaryMetrics({ label: [0, 1], score: [0, 2] })).toThrow(code('E_METRIC_SCORE'))
  expect(() => binaryMetrics({ label: [0, 1], score: [0, 1] }, { threshold: Number.NaN })).toThrow(code('E_METRIC_OPTION'))
})
