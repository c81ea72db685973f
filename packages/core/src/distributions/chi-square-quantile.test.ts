import { expect, test } from 'vitest'
import { expectClose } from '../testing/expect-close.ts'
import { chiSquareSurvival } from './chi-square.ts'
import { chiSquareQuantile } from './chi-square-quantile.ts'
import { gammaRegularizedLower } from './gamma-regularized.ts'

test('undoes the survival function, from 0.1 to a million degrees of freedom and in both tails', () => {
  for (const degreesOfFreedom of [0.1, 0.5, 1, 2, 9, 199, 1e4, 1e6]) {
    for (const p of [1e-6, 0.01, 0.3, 0.5, 0.95, 0.999, 1 - 1e-9]) {
      const x = chiSquareQuantile(p, { degreesOfFreedom })
      if (p < 0.5) expectClose(gammaRegularizedLower(x / 2, { a: degreesOfFreedom / 2 }), p, { rel: 1e-9 })
      else expectClose(chiSquareSurvival(x, { degreesOfFreedom }), 1 - p, { rel: 1e-9 })
    }
  }
})

test('is a logarithm for two degrees of freedom', () => {
  for (const p of [1e-12, 0.2, 0.95, 0.9999])
    expectClose(chiSquareQuantile(p, { degreesOfFreedom: 2 }), -2 * Math.log1p(-p), { rel: 1e-12 })
})

test('the limits are exact', () => {
  expect([0, 1].map((p) => chiSquareQuantile(p, { degreesOfFreedom: 3 }))).toEqual([0, Infinity])
})

test.each([
  [-0.1, 1],
  [Number.NaN, 1],
  [0.5, 0],
])('refuses %s with %s degrees of freedom', (p, degreesOfFreedom) => {
  expect(() => chiSquareQuantile(p, { degreesOfFreedom })).toThrow(expect.objectContaining({ code: 'E_DISTRIBUTION_DOMAIN' }))
})
