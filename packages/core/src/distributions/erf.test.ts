import { expect, test } from 'vitest'
import { goldenRows } from '../../test/fixtures/distributions/golden-rows.ts'
import { expectClose } from '../testing/expect-close.ts'
import { erf, erfc } from './erf.ts'

test('erf agrees with mpmath to 1e-14', () => {
  for (const [x, value] of goldenRows('erf')) expectClose(erf(x!), value, { rel: 1e-14 })
})

test('erfc agrees with mpmath to 1e-14, to x = 26', () => {
  for (const [x, value] of goldenRows('erfc')) expectClose(erfc(x!), value, { rel: 1e-14 })
})

test('the limits are exact', () => {
  expect([erf(-Infinity), erf(0), erf(Infinity)]).toEqual([-1, 0, 1])
  expect([erfc(-Infinity), erfc(0), erfc(Infinity)]).toEqual([2, 1, 0])
})

test('erfc goes to 0 through the subnormal numbers without a jump', () => {
  expect(erfc(26.5)).toBeGreaterThan(0)
  expect(erfc(27)).toBeGreaterThan(erfc(27.2))
  expect(erfc(27.3)).toBe(0)
})

test.each([erf, erfc])('%o refuses NaN', (f) => {
  expect(() => f(Number.NaN)).toThrow(expect.objectContaining({ code: 'E_DISTRIBUTION_DOMAIN' }))
})
