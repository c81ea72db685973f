import { expect, test } from 'vitest'
import { goldenRows } from '../../test/fixtures/distributions/golden-rows.ts'
import { expectClose } from '../testing/expect-close.ts'
import { chiSquareSurvival } from './chi-square.ts'

test('agrees with mpmath to 1e-12, from 1 to two million degrees of freedom', () => {
  for (const [x, degreesOfFreedom, value] of goldenRows('chiSquareSurvival')) {
    expectClose(chiSquareSurvival(x!, { degreesOfFreedom: degreesOfFreedom! }), value, { rel: 1e-12 })
  }
})

test('is the exponential law for two degrees of freedom', () => {
  expectClose(chiSquareSurvival(600, { degreesOfFreedom: 2 }), Math.exp(-300), { rel: 1e-13 })
})

test('the limits are exact', () => {
  expect([0, Infinity].map((x) => chiSquareSurvival(x, { degreesOfFreedom: 4 }))).toEqual([1, 0])
})

test.each([
  [-1, 1],
  [Number.NaN, 1],
  [1, 0],
  [1, Number.NaN],
])('refuses %s with %s degrees of freedom', (x, degreesOfFreedom) => {
  expect(() => chiSquareSurvival(x, { degreesOfFreedom })).toThrow(expect.objectContaining({ code: 'E_DISTRIBUTION_DOMAIN' }))
})
