import { expect, test } from 'vitest'
import { goldenCases } from '../../test/fixtures/metrics/golden-cases.ts'
import { expectClose } from '../testing/expect-close.ts'
import { precision } from './precision.ts'

test.each(goldenCases)('agrees with scikit-learn at each threshold: $name', ({ golden, scored }) => {
  for (const { threshold, ...expected } of golden.atThreshold) {
    expectClose(precision(scored, { threshold }), expected.precision, { rel: 1e-12, abs: 1e-15 })
  }
})

test('is 0 where no row is predicted positive', () => {
  expect(precision({ label: [1, 0], score: [0.1, 0.2] })).toBe(0)
})
