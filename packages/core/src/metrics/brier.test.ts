import { expect, test } from 'vitest'
import { goldenCases } from '../../test/fixtures/metrics/golden-cases.ts'
import { expectClose } from '../testing/expect-close.ts'
import { brier } from './brier.ts'

test.each(goldenCases)('agrees with scikit-learn: $name', ({ golden, scored }) => {
  expectClose(brier(scored), golden.brier, { rel: 1e-12 })
})

test('predictions of one half give a quarter, also for a single class', () => {
  expect(brier({ label: [1, 1], score: [0.5, 0.5] })).toBe(0.25)
})

test('what is no probability is refused', () => {
  expect(() => brier({ label: [0], score: [-0.1] })).toThrow(expect.objectContaining({ code: 'E_METRIC_SCORE' }))
})
