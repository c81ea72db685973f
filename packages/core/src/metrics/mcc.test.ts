import { expect, test } from 'vitest'
import { goldenCases } from '../../test/fixtures/metrics/golden-cases.ts'
import { expectClose } from '../testing/expect-close.ts'
import { mcc } from './mcc.ts'

test.each(goldenCases)('agrees with scikit-learn at each threshold: $name', ({ golden, scored }) => {
  for (const { threshold, ...expected } of golden.atThreshold) {
    expectClose(mcc(scored, { threshold }), expected.mcc, { rel: 1e-12, abs: 1e-15 })
  }
})

test('is 0 where labels or predictions are alike', () => {
  expect(mcc({ label: [1, 1], score: [0.1, 0.9] })).toBe(0)
  expect(mcc({ label: [0, 1], score: [0.8, 0.9] })).toBe(0)
})

test('never leaves [-1, 1] by rounding', () => {
  for (let rows = 3; rows < 40; rows++) {
    const label = Array.from({ length: rows }, (_, row) => (row === 0 ? 1 : 0))
    expect(mcc({ label, score: label })).toBeLessThanOrEqual(1)
    expect(mcc({ label, score: label.map((value) => 1 - value) })).toBeGreaterThanOrEqual(-1)
  }
})
