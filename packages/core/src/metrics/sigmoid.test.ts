import { expect, test } from 'vitest'
import { goldenCases } from '../../test/fixtures/metrics/golden-cases.ts'
import { expectClose } from '../testing/expect-close.ts'
import { fitSigmoid, sigmoidProbability } from './sigmoid.ts'

test.each(goldenCases.filter(({ golden }) => golden.sigmoid))('finds the minimum that mpmath finds: $name', ({ golden, scored }) => {
  expectClose(fitSigmoid(scored), golden.sigmoid, { rel: 1e-10 })
})

test('scores that are all alike give the smoothed share of positive rows', () => {
  const { a, b } = fitSigmoid({ label: [1, 0, 0], score: [4, 4, 4] })
  expect(a).toBe(0)
  expectClose(sigmoidProbability({ a, b }, 9), (2 / 3 + 2 / 4) / 3, { rel: 1e-12 })
})

test('a large offset and a large or small scale move the parameters and not the probabilities', () => {
  const label = [0, 1, 0, 0, 1, 1]
  const score = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
  const plain = fitSigmoid({ label, score })
  for (const [offset, scale] of [
    [0, 1e200],
    [0, 1e-200],
    [1e6, 1],
  ] as const) {
    const moved = score.map((value) => offset + scale * value)
    const sigmoid = fitSigmoid({ label, score: moved })
    expectClose(
      moved.map((value) => sigmoidProbability(sigmoid, value)),
      score.map((value) => sigmoidProbability(plain, value)),
      { rel: 1e-8 },
    )
  }
})

test('separable scores give finite parameters', () => {
  const label = Array.from({ length: 10_000 }, (_, row) => (row < 5_000 ? 0 : 1))
  const { a, b } = fitSigmoid({ label, score: label.map((value) => 1e9 * value) })
  expectClose([sigmoidProbability({ a, b }, 0), sigmoidProbability({ a, b }, 1e9)], [1 / 5002, 5001 / 5002], { rel: 1e-9 })
})

test('weights of any size give finite parameters', () => {
  for (const size of [1e-200, 1e200]) {
    const { a, b } = fitSigmoid({ label: [0, 1, 0, 1], score: [1, 2, 3, 4], weight: [size, size, size, size] })
    expect(Number.isFinite(a) && Number.isFinite(b)).toBe(true)
  }
})

test('a null score has no probability', () => {
  expect(sigmoidProbability({ a: -1, b: 0 }, Number.NaN)).toBeNaN()
})

test('a single class is refused', () => {
  expect(() => fitSigmoid({ label: [0, 0], score: [1, 2] })).toThrow(expect.objectContaining({ code: 'E_METRIC_ONE_CLASS' }))
})
