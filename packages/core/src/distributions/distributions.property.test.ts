import { assert, double, property } from 'fast-check'
import { expect, test } from 'vitest'
import { expectClose } from '../testing/expect-close.ts'
import { betaRegularized, erf, erfc, gammaRegularizedLower, gammaRegularizedUpper, logGamma, normalCdf, normalQuantile } from './index.ts'

const number = (min: number, max: number) => double({ min, max, noNaN: true })
/** Numbers spread over decades rather than over doubles. */
const decades = (from: number, to: number) => number(from, to).map((power) => 10 ** power)
const share = number(0, 1)

test('erf and erfc add up to 1', () => {
  assert(property(number(-30, 30), (x) => expectClose(erf(x) + erfc(x), 1, { rel: 1e-15 })))
})

test('gamma(x + 1) = x gamma(x)', () => {
  assert(
    property(decades(-5, 8), (x) => {
      const size = Math.abs(logGamma(x + 1))
      expectClose(logGamma(x + 1) - logGamma(x), Math.log(x), { rel: 1e-14, abs: 1e-15 * (1 + size) })
    }),
  )
})

test('the incomplete gamma functions are probabilities that add up to 1', () => {
  assert(
    property(decades(-3, 5), decades(-3, 5), (a, x) => {
      const lower = gammaRegularizedLower(x, { a })
      const upper = gammaRegularizedUpper(x, { a })
      expect(Math.min(lower, upper)).toBeGreaterThanOrEqual(0)
      expectClose(lower + upper, 1, { rel: 1e-13 })
    }),
  )
})

test('the incomplete gamma functions are monotone but for their rounding', () => {
  assert(
    property(decades(-2, 4), decades(-2, 4), share, (a, x, step) => {
      const further = x * (1 + step)
      expect(gammaRegularizedLower(further, { a })).toBeGreaterThanOrEqual(gammaRegularizedLower(x, { a }) * (1 - 1e-12))
      expect(gammaRegularizedUpper(further, { a })).toBeLessThanOrEqual(gammaRegularizedUpper(x, { a }) * (1 + 1e-12))
    }),
  )
})

test('the incomplete beta function mirrors: I_x(a, b) = 1 - I_(1 - x)(b, a)', () => {
  assert(
    property(share, decades(-2, 5), decades(-2, 5), (fraction, a, b) => {
      const x = Math.round(fraction * 2 ** 30) / 2 ** 30
      const value = betaRegularized(x, { a, b })
      expect(value).toBeGreaterThanOrEqual(0)
      expectClose(value, 1 - betaRegularized(1 - x, { a: b, b: a }), { rel: 0, abs: 1e-13 })
    }),
  )
})

test('the normal quantile undoes the distribution function', () => {
  assert(property(decades(-300, -0.31), (p) => expectClose(normalCdf(normalQuantile(p)), p, { rel: 1e-12 })))
})
