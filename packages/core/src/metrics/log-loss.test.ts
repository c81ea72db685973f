import { expect, test } from 'vitest'
import { goldenCases } from '../../test/fixtures/metrics/golden-cases.ts'
import { expectClose } from '../testing/expect-close.ts'
import { logLoss } from './log-loss.ts'

test.each(goldenCases)('agrees with scikit-learn: $name', ({ golden, scored }) => {
  expectClose(logLoss(scored), golden.logLoss, { rel: 1e-12 })
})

test('certain predictions are clipped to 2^-52 on either side', () => {
  expectClose(logLoss({ label: [1], score: [0] }), 52 * Math.LN2, { rel: 1e-14 })
  expectClose(logLoss({ label: [1, 0], score: [1, 0] }), 2 ** -52, { rel: 1e-14 })
})

test('a single class is measured', () => {
  expectClose(logLoss({ label: [1, 1], score: [0.5, 0.25] }), 1.5 * Math.LN2, { rel: 1e-15 })
})

test('what is no probability is refused', () => {
  expect(() => logLoss({ label: [0, 1], score: [0.5, 1.5] })).toThrow(
    'logLoss: score at index 1 is 1.5; it must be a probability in [0, 1]',
  )
})
