import { expect, test } from 'vitest'
import { goldenRows } from '../../test/fixtures/distributions/golden-rows.ts'
import { expectClose } from '../testing/expect-close.ts'
import { fSurvival } from './f-survival.ts'
import { studentTTwoSided } from './student-t.ts'

test('agrees with mpmath to 1e-12', () => {
  for (const [f, numerator, denominator, value] of goldenRows('fSurvival')) {
    expectClose(fSurvival(f!, { numerator: numerator!, denominator: denominator! }), value, { rel: 1e-12 })
  }
})

test('is the law of a squared Student variable for one degree of freedom above', () => {
  expectClose(fSurvival(9, { numerator: 1, denominator: 12 }), studentTTwoSided(3, { degreesOfFreedom: 12 }), { rel: 1e-14 })
})

test('the limits are exact', () => {
  expect([0, Infinity].map((f) => fSurvival(f, { numerator: 3, denominator: 8 }))).toEqual([1, 0])
})

test.each([
  [-1, 1, 1, 'statistic'],
  [Number.NaN, 1, 1, 'statistic'],
  [1, 0, 1, 'numerator'],
  [1, 1, Number.NaN, 'denominator'],
])('refuses %s with %s and %s degrees of freedom and names %s', (f, numerator, denominator, argument) => {
  const details = expect.objectContaining({ argument })
  expect(() => fSurvival(f, { numerator, denominator })).toThrow(expect.objectContaining({ code: 'E_DISTRIBUTION_DOMAIN', details }))
})
