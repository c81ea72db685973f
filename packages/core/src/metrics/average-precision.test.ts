import { expect, test } from 'vitest'
import { goldenCases } from '../../test/fixtures/metrics/golden-cases.ts'
import { expectClose } from '../testing/expect-close.ts'
import { averagePrecision } from './average-precision.ts'

test.each(goldenCases)('agrees with scikit-learn: $name', ({ golden, scored }) => {
  expectClose(averagePrecision(scored), golden.averagePrecision, { rel: 1e-12 })
})

test('scores that tell nothing give the share of positive rows', () => {
  expect(averagePrecision({ label: [0, 1, 0, 0], score: [3, 3, 3, 3] })).toBe(0.25)
})

test('a single class is refused', () => {
  expect(() => averagePrecision({ label: [1, 1], score: [0, 1] })).toThrow(expect.objectContaining({ code: 'E_METRIC_ONE_CLASS' }))
})
