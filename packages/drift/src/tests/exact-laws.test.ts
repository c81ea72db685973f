import { expectClose } from '@millrace/core/testing'
import { describe, expect, test } from 'vitest'
import { cramerVonMises } from './cramer-von-mises.ts'
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts'
import { mannWhitney } from './mann-whitney.ts'
import type { TestResult } from './test-result.ts'
import type { TwoSamples } from './two-samples.ts'

/** Every way to share out the ranks 1 … n + m between the sides. */
function allOrders(n: number, m: number): TwoSamples[] {
  const orders: TwoSamples[] = []
  for (let bits = 0; bits < 2 ** (n + m); bits++) {
    const ranks = Array.from({ length: n + m }, (_, i) => i + 1)
    const reference = ranks.filter((rank) => (bits >> (rank - 1)) & 1)
    if (reference.length === n) orders.push({ reference, current: ranks.filter((rank) => !((bits >> (rank - 1)) & 1)) })
  }
  return orders
}

const exact: readonly (readonly [string, (samples: TwoSamples) => TestResult, (result: TestResult) => number])[] = [
  ['Kolmogorov-Smirnov', (samples) => kolmogorovSmirnov(samples, { method: 'exact' }), ({ statistic }) => statistic],
  ['Cramér-von Mises', (samples) => cramerVonMises(samples), ({ statistic }) => statistic],
  [
    'Mann-Whitney',
    (samples) => mannWhitney(samples, { method: 'exact' }),
    ({ statistic, sizes }) => Math.abs(statistic - (sizes.reference * sizes.current) / 2),
  ],
]

describe.each(exact)('%s', (_, run, extremity) => {
  test.each([
    [4, 4],
    [3, 6],
    [5, 2],
    [1, 5],
  ])('its exact p-value is the share of all orders of %s and %s values that are as extreme', (n, m) => {
    const results = allOrders(n, m).map(run)
    expect(results.every(({ method }) => method === 'exact')).toBe(true)
    for (const result of results) {
      const asExtreme = results.filter((other) => extremity(other) >= extremity(result) - 1e-9).length
      expectClose(result.pValue, asExtreme / results.length, { rel: 1e-12 })
    }
  })
})

test('the smallest exact p-values keep their digits', () => {
  const apart = { reference: Array.from({ length: 20 }, (_, i) => i), current: Array.from({ length: 20 }, (_, i) => i + 20) }
  const orders = 137_846_528_820
  expectClose(cramerVonMises(apart).pValue, 2 / orders, { rel: 1e-12 })
  expectClose(mannWhitney(apart, { method: 'exact' }).pValue, 2 / orders, { rel: 1e-12 })
})

test('where an exact law was asked for and there is none, the result says so', () => {
  const tied = { reference: [1, 2, 2], current: [2, 3] }
  for (const result of [mannWhitney(tied, { method: 'exact' }), cramerVonMises(tied, { method: 'exact' })]) {
    expect(result.method).toBe('asymptotic')
    expect(result.warnings.join()).toContain('no exact law with ties')
  }
  const large = { reference: Array.from({ length: 2_000 }, (_, i) => i), current: Array.from({ length: 2_000 }, (_, i) => i + 0.5) }
  for (const result of [mannWhitney(large, { method: 'exact' }), cramerVonMises(large, { method: 'exact' })]) {
    expect(result.warnings.join()).toContain('no exact law at these sizes')
  }
})
