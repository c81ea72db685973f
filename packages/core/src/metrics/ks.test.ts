import { expect, test } from 'vitest'
import { goldenCases } from '../../test/fixtures/metrics/golden-cases.ts'
import { expectClose } from '../testing/expect-close.ts'
import { ks } from './ks.ts'

test.each(goldenCases)('agrees with scikit-learn: $name', ({ golden, scored }) => {
  expectClose(ks(scored), golden.ks, { rel: 1e-12 })
})

test('scores that rank the wrong way round give 0', () => {
  expect(ks({ label: [1, 0], score: [0, 1] })).toBe(0)
})

test('a single class is refused', () => {
  expect(() => ks({ label: [0, 0], score: [0, 1] })).toThrow(expect.objectContaining({ code: 'E_METRIC_ONE_CLASS' }))
})
