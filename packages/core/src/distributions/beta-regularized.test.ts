import { expect, test } from 'vitest'
import { goldenRows } from '../../test/fixtures/distributions/golden-rows.ts'
import { expectClose } from '../testing/expect-close.ts'
import { betaRegularized } from './beta-regularized.ts'

test('agrees with mpmath to 1e-12 in both tails, for shapes from 1e-3 to 1e6', () => {
  for (const [x, a, b, value] of goldenRows('betaRegularized')) {
    expectClose(betaRegularized(x!, { a: a!, b: b! }), value, { rel: 1e-12 })
  }
})

test('is the identity where both shapes are 1, and a power where one is', () => {
  expectClose(betaRegularized(0.3, { a: 1, b: 1 }), 0.3, { rel: 1e-15 })
  expectClose(betaRegularized(0.3, { a: 2.5, b: 1 }), 0.3 ** 2.5, { rel: 1e-15 })
})

test('the limits are exact', () => {
  expect([0, 1].map((x) => betaRegularized(x, { a: 0.5, b: 7 }))).toEqual([0, 1])
})

test('the least shapes are answered, beside the greatest and near the mean', () => {
  for (const factor of [0.999, 1.001]) {
    const tail = betaRegularized(factor * 1e-13, { a: 1e-3, b: 1e10 })
    expectClose(1 - betaRegularized(1 - factor * 1e-13, { a: 1e10, b: 1e-3 }), tail, { rel: 1e-5 })
  }
})

test('the greatest shapes are answered, near the mean as well', () => {
  expectClose(betaRegularized(0.5, { a: 1e10, b: 1e10 }), 0.5, { rel: 1e-9 })
  expect(betaRegularized(1 - 1e-13, { a: 1e10, b: 1e-3 })).toBeLessThan(0.02)
})

test.each([
  [-1e-9, 1, 1, 'x'],
  [1.1, 1, 1, 'x'],
  [Number.NaN, 1, 1, 'x'],
  [0.5, 0, 1, 'a'],
  [0.5, 1, 0.9e-3, 'b'],
  [0.5, 1, Infinity, 'b'],
])('refuses x = %s with shapes %s and %s and names %s', (x, a, b, argument) => {
  const details = expect.objectContaining({ argument })
  expect(() => betaRegularized(x, { a, b })).toThrow(expect.objectContaining({ code: 'E_DISTRIBUTION_DOMAIN', details }))
})
