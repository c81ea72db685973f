import { expect, test } from 'vitest'
import { goldenCases } from '../../test/fixtures/metrics/golden-cases.ts'
import { expectClose } from '../testing/expect-close.ts'
import { fitIsotonic, isotonicProbability } from './isotonic.ts'

test.each(goldenCases)('agrees with scikit-learn in knots and values: $name', ({ golden, scored }) => {
  const { x, y, probe, probability } = golden.isotonic
  const isotonic = fitIsotonic(scored)
  expectClose(isotonic, { x, y }, { rel: 1e-12 })
  expectClose(
    probe.map((score) => isotonicProbability(isotonic, score)),
    probability,
    { rel: 1e-12, abs: 1e-15 },
  )
})

test('rates that are equal make one flat stretch', () => {
  expect(fitIsotonic({ label: [0, 1, 0, 1, 0, 1], score: [1, 1, 2, 2, 3, 3] })).toEqual({ x: [1, 3], y: [0.5, 0.5] })
})

test('rows without weight make no knots', () => {
  expect(fitIsotonic({ label: [0, 1, 1], score: [1, 2, 3], weight: [1, 0, 1] })).toEqual({ x: [1, 3], y: [0, 1] })
})

test('a null score has no probability', () => {
  expect(isotonicProbability({ x: [0, 1], y: [0, 1] }, Number.NaN)).toBeNaN()
})

test('beyond the ends, at infinity too, it is constant', () => {
  const isotonic = { x: [0, 1], y: [0.25, 0.75] }
  expect([-Infinity, -1, 0, 0.5, 1, 2, Infinity].map((score) => isotonicProbability(isotonic, score))).toEqual([
    0.25, 0.25, 0.25, 0.5, 0.75, 0.75, 0.75,
  ])
})

test('neighbouring doubles and the ends of their range are told apart', () => {
  const scores = [0, 5e-324, 1e-323]
  expect(scores.map((score) => isotonicProbability({ x: [0, 1e-323], y: [0, 1] }, score))).toEqual([0, 0.5, 1])
  expect([-1e308, 0, 1e308].map((score) => isotonicProbability({ x: [-1e308, 1e308], y: [0, 1] }, score))).toEqual([0, 0.5, 1])
})

test('a single class is refused', () => {
  expect(() => fitIsotonic({ label: [1, 1], score: [1, 2] })).toThrow(expect.objectContaining({ code: 'E_METRIC_ONE_CLASS' }))
})
