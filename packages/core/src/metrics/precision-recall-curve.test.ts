import { expect, test } from 'vitest'
import { goldenCases } from '../../test/fixtures/metrics/golden-cases.ts'
import { expectClose } from '../testing/expect-close.ts'
import { precisionRecallCurve } from './precision-recall-curve.ts'

test.each(goldenCases)('agrees with scikit-learn: $name', ({ golden, scored }) => {
  const { threshold, ...rates } = golden.precisionRecall
  expectClose(precisionRecallCurve(scored), { threshold: [Infinity, ...threshold], ...rates }, { rel: 1e-12 })
})

test('a single class is refused', () => {
  expect(() => precisionRecallCurve({ label: [1], score: [1] })).toThrow(expect.objectContaining({ code: 'E_METRIC_ONE_CLASS' }))
})
