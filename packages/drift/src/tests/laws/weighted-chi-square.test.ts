import { expectClose } from '@millrace/core/testing'
import { expect, test } from 'vitest'
import { tiedBridge } from './tied-bridge.ts'
import { andersonDarlingSurvival, cramerVonMisesSurvival } from './weighted-chi-square.ts'

test('published quantiles of both laws', () => {
  for (const [x, p] of [
    [0.3473, 0.1],
    [0.46136, 0.05],
    [0.74346, 0.01],
    [1.16786, 0.001],
  ] as const) {
    expectClose(cramerVonMisesSurvival(x), p, { rel: 1e-4 })
  }
  for (const [x, p] of [
    [1.933, 0.1],
    [2.492, 0.05],
    [3.878, 0.01],
  ] as const) {
    expectClose(andersonDarlingSurvival(x), p, { rel: 2e-3 })
  }
})

test.each([
  ['Cramér and von Mises', cramerVonMisesSurvival, Math.PI ** 2 / 2],
  ['Anderson and Darling', andersonDarlingSurvival, 1],
])('the law of %s falls from 1 to 0, in its tail at the rate of its greatest weight', (_, survival, rate) => {
  const grid = Array.from({ length: 300 }, (_, i) => survival(0.001 * 1.06 ** i))
  expect(grid.every((p, i) => p >= 0 && p <= 1 && (i === 0 || p <= grid[i - 1]! + 1e-14))).toBe(true)
  expect([grid[0], survival(1e6)]).toEqual([1, 0])
  expectClose(Math.log(survival(100) / survival(101)), rate, { rel: 0.01 })
})

test('ties change the moments of neither law where there are none', () => {
  const [reference, current] = [0, 0.5].map((offset) => Float64Array.from({ length: 30 }, (_, i) => i + offset))
  for (const name of ['cramer-von-mises', 'anderson-darling'] as const) {
    expect(tiedBridge({ reference: reference!, current: current! }, name)).toEqual({ mean: 1, variance: 1 })
    expect(tiedBridge({ reference: reference!, current: reference! }, name).variance).toBeGreaterThan(1)
  }
})

test('the mean of both laws is that of their weights: 1/6 and 1', () => {
  const mean = (survival: (x: number) => number, step: number) => {
    let sum = 0
    for (let x = step / 2; x < 40 * step * 30; x += step) sum += survival(x) * step
    return sum
  }
  expectClose(mean(cramerVonMisesSurvival, 0.004), 1 / 6, { rel: 1e-4 })
  expectClose(mean(andersonDarlingSurvival, 0.02), 1, { rel: 1e-4 })
})
