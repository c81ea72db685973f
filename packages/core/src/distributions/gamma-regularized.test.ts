import { expect, test } from 'vitest'
import { goldenRows } from '../../test/fixtures/distributions/golden-rows.ts'
import { expectClose } from '../testing/expect-close.ts'
import { gammaRegularizedLower, gammaRegularizedUpper } from './gamma-regularized.ts'

const functions = [gammaRegularizedLower, gammaRegularizedUpper]

test.each(functions)('%o agrees with mpmath to 1e-12 in both tails, for a from 1e-12 to 1e6', (f) => {
  for (const [x, a, value] of goldenRows(f.name)) expectClose(f(x!, { a: a! }), value, { rel: 1e-12 })
})

test('the limits are exact', () => {
  expect(functions.map((f) => f(0, { a: 3 }))).toEqual([0, 1])
  expect(functions.map((f) => f(Infinity, { a: 3 }))).toEqual([1, 0])
  expect(functions.map((f) => f(1e300, { a: 3 }))).toEqual([1, 0])
  expect(functions.map((f) => f(1, { a: 1e9 }))).toEqual([0, 1])
})

test('the greatest shape is answered, near its mean as well', () => {
  for (const f of functions) expectClose(f(1e10, { a: 1e10 }), 0.5, { rel: 1e-5 })
})

test.each([
  [-1e-9, 1, 'x'],
  [Number.NaN, 1, 'x'],
  [1, 0, 'a'],
  [1, -1, 'a'],
  [1, 1.1e10, 'a'],
  [1, Number.NaN, 'a'],
])('refuses x = %s with a = %s and names %s', (x, a, argument) => {
  for (const f of functions) {
    const details = expect.objectContaining({ function: f.name, argument })
    expect(() => f(x, { a })).toThrow(expect.objectContaining({ code: 'E_DISTRIBUTION_DOMAIN', details }))
  }
})
