import { expect, test } from 'vitest'
import { goldenCases } from '../../test/fixtures/metrics/golden-cases.ts'
import { expectClose } from '../testing/expect-close.ts'
import { f1 } from './f1.ts'

test.each(goldenCases)('agrees with scikit-learn at each threshold: $name', ({ golden, scored }) => {
  for (const { threshold, ...expected } of golden.atThreshold) {
    expectClose(f1(scored, { threshold }), expected.f1, { rel: 1e-12, abs: 1e-15 })
  }
})

test('is 0 where there is nothing to find and nothing found', () => {
  expect(f1({ label: [0, 0], score: [0.1, 0.2] })).toBe(0)
})
