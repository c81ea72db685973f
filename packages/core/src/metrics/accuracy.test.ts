import { expect, test } from 'vitest'
import { goldenCases } from '../../test/fixtures/metrics/golden-cases.ts'
import { expectClose } from '../testing/expect-close.ts'
import { accuracy } from './accuracy.ts'

test.each(goldenCases)('agrees with scikit-learn at each threshold: $name', ({ golden, scored }) => {
  for (const { threshold, ...expected } of golden.atThreshold) {
    expectClose(accuracy(scored, { threshold }), expected.accuracy, { rel: 1e-12, abs: 1e-15 })
  }
})

test('a score at the threshold is predicted positive', () => {
  expect(accuracy({ label: [1, 0], score: [0.5, 0.5] })).toBe(0.5)
  expect(accuracy({ label: [1, 0], score: [3, 2] }, { threshold: 3 })).toBe(1)
})
