import { expect, test } from 'vitest'
import { goldenCases } from '../../test/fixtures/metrics/golden-cases.ts'
import { expectClose } from '../testing/expect-close.ts'
import { recall } from './recall.ts'

test.each(goldenCases)('agrees with scikit-learn at each threshold: $name', ({ golden, scored }) => {
  for (const { threshold, ...expected } of golden.atThreshold) {
    expectClose(recall(scored, { threshold }), expected.recall, { rel: 1e-12, abs: 1e-15 })
  }
})

test('is 0 where no row is positive', () => {
  expect(recall({ label: [0, 0], score: [0.1, 0.9] })).toBe(0)
})
