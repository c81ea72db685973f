import { expect, test } from 'vitest'
import { goldenCases } from '../../test/fixtures/metrics/golden-cases.ts'
import { expectClose } from '../testing/expect-close.ts'
import { confusion } from './confusion.ts'

test.each(goldenCases)('agrees with scikit-learn at each threshold: $name', ({ golden, scored }) => {
  for (const { threshold, ...expected } of golden.atThreshold) {
    expectClose(confusion(scored, { threshold }), expected.confusion, { rel: 1e-12, abs: 1e-15 })
  }
})

test('the threshold is one half unless said, and a score at it is predicted positive', () => {
  expect(confusion({ label: [1, 0, 1], score: [0.5, 0.5, 0.4999] })).toEqual({
    truePositive: 1,
    falsePositive: 1,
    trueNegative: 0,
    falseNegative: 1,
  })
})

test('an infinite threshold decides every row alike', () => {
  const scored = { label: [1, 0], score: [0.5, 0.5] }
  expect(confusion(scored, { threshold: Infinity })).toMatchObject({ trueNegative: 1, falseNegative: 1 })
  expect(confusion(scored, { threshold: -Infinity })).toMatchObject({ truePositive: 1, falsePositive: 1 })
})

test('a threshold of NaN is refused', () => {
  expect(() => confusion({ label: [1], score: [1] }, { threshold: Number.NaN })).toThrow(
    expect.objectContaining({ code: 'E_METRIC_OPTION', message: 'confusion: option threshold is NaN; it must be a number' }),
  )
})
