import { expect, test } from 'vitest'
import { goldenRows } from '../../test/fixtures/distributions/golden-rows.ts'
import { expectClose } from '../testing/expect-close.ts'
import { logGamma } from './log-gamma.ts'

test('agrees with mpmath to 1e-14, beside the zeros at 1 and 2 as well', () => {
  for (const [x, value] of goldenRows('logGamma')) expectClose(logGamma(x!), value, { rel: 1e-14 })
})

test('is exact at the zeros and at the limits', () => {
  expect([logGamma(1), logGamma(2), logGamma(Infinity), logGamma(1e306)]).toEqual([0, 0, Infinity, Infinity])
})

test('gives the logarithms of factorials', () => {
  let factorial = 1
  for (let n = 1; n <= 20; n++) {
    factorial *= n
    expectClose(logGamma(n + 1), Math.log(factorial), { rel: 1e-15, abs: 1e-16 })
  }
})

test.each([0, -0, -1.5, -Infinity, Number.NaN])('refuses %s', (x) => {
  expect(() => logGamma(x)).toThrow(expect.objectContaining({ code: 'E_DISTRIBUTION_DOMAIN' }))
})
