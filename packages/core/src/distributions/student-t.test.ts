import { expect, test } from 'vitest'
import { goldenRows } from '../../test/fixtures/distributions/golden-rows.ts'
import { expectClose } from '../testing/expect-close.ts'
import { studentTSurvival, studentTTwoSided } from './student-t.ts'

test('both tails agree with mpmath to 1e-12, and one tail is half of them', () => {
  for (const [t, degreesOfFreedom, value] of goldenRows('studentTTwoSided')) {
    const options = { degreesOfFreedom: degreesOfFreedom! }
    expectClose(studentTTwoSided(t!, options), value, { rel: 1e-12 })
    expectClose(studentTTwoSided(-t!, options), value, { rel: 1e-12 })
    expectClose(studentTSurvival(t!, options), value! / 2, { rel: 1e-12 })
    expectClose(studentTSurvival(-t!, options), 1 - value! / 2, { rel: 1e-12 })
  }
})

test('is the Cauchy law for one degree of freedom', () => {
  expectClose(studentTSurvival(1e100, { degreesOfFreedom: 1 }), 1 / (Math.PI * 1e100), { rel: 1e-13 })
})

test('the limits are exact', () => {
  expect([-Infinity, 0, Infinity].map((t) => studentTSurvival(t, { degreesOfFreedom: 3 }))).toEqual([1, 0.5, 0])
  expect([-Infinity, 0, Infinity].map((t) => studentTTwoSided(t, { degreesOfFreedom: 3 }))).toEqual([0, 1, 0])
})

test.each([
  [Number.NaN, 1],
  [1, 0],
  [1, -2],
  [1, Infinity],
])('refuses %s with %s degrees of freedom', (t, degreesOfFreedom) => {
  for (const f of [studentTSurvival, studentTTwoSided]) {
    const details = expect.objectContaining({ function: f.name })
    expect(() => f(t, { degreesOfFreedom })).toThrow(expect.objectContaining({ code: 'E_DISTRIBUTION_DOMAIN', details }))
  }
})
