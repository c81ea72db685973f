import { expect, test } from 'vitest'
import { goldenCases } from '../../test/fixtures/metrics/golden-cases.ts'
import { expectClose } from '../testing/expect-close.ts'
import { auc } from './auc.ts'

test.each(goldenCases)('agrees with scikit-learn: $name', ({ golden, scored }) => {
  expectClose(auc(scored), golden.auc, { rel: 1e-12 })
})

test('a tie counts half', () => {
  expect(auc({ label: [0, 1], score: [0.5, 0.5] })).toBe(0.5)
  expect(auc({ label: [0, 1, 1], score: [-0, 0, 1] })).toBe(0.75)
})

test('scores may have any scale and sign', () => {
  expect(auc({ label: [0, 1, 0, 1], score: [-1e308, 1e-300, -3, 1e308] })).toBe(1)
})

test('a label that does not occur with a positive weight is refused', () => {
  const code = 'E_METRIC_ONE_CLASS'
  expect(() => auc({ label: [1, 1], score: [0, 1] })).toThrow(expect.objectContaining({ code, details: { metric: 'auc', missing: 0 } }))
  expect(() => auc({ label: [0, 1], score: [0, 1], weight: [1, 0] })).toThrow(
    expect.objectContaining({ code, details: { metric: 'auc', missing: 1 } }),
  )
})
