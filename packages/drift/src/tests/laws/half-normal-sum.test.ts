import { seededRandom } from '@millrace/core'
import { normalSurvival } from '@millrace/core/distributions'
import { expectClose } from '@millrace/core/testing'
import { expect, test } from 'vitest'
import { gapLaw } from './gap-law.ts'
import { halfNormalSum } from './half-normal-sum.ts'

test('it is the two-sided normal law for one variable, and for two that are the same', () => {
  const one = halfNormalSum({ deviations: [3], correlation: null })
  const same = halfNormalSum({ deviations: [1, 2], correlation: () => -1 })
  for (const law of [one, same]) {
    expectClose(law.noise, 3 * 1.959964, { rel: 1e-5 })
    for (const x of [0.5, 3, 9]) expectClose(law.survival(x), 2 * normalSurvival(x / 3), { rel: 1e-5 })
  }
})

test('without any spread only 0 is likely', () => {
  const law = halfNormalSum({ deviations: [0, 0], correlation: null })
  expect([law.noise, law.survival(0), law.survival(1)]).toEqual([0, 1, 0])
})

test.each([2, 5, 20])('of %s independent variables 5 in 100 draws exceed the noise', (count) => {
  const random = seededRandom(count)
  const deviations = Array.from({ length: count }, (_, i) => 1 / (1 + i))
  const { noise } = halfNormalSum({ deviations, correlation: null })
  let beyond = 0
  for (let draw = 0; draw < 20_000; draw++) {
    const sum = deviations.reduce((total, deviation) => total + Math.abs(deviation * random.normal()), 0)
    if (sum > noise) beyond++
  }
  expect(beyond / 20_000).toBeGreaterThan(0.042)
  expect(beyond / 20_000).toBeLessThan(0.058)
})

test('the law of a gap scales with the unit and with the sizes, and holds for constants', () => {
  const ramp = Float64Array.from({ length: 2_000 }, (_, i) => i)
  const { noise } = gapLaw({ reference: ramp, current: ramp })
  expectClose(gapLaw({ reference: ramp.map((x) => 8 * x), current: ramp.map((x) => 8 * x) }).noise, 8 * noise, { rel: 1e-9 })
  const quarter = ramp.filter((_, i) => i % 4 === 0)
  expectClose(gapLaw({ reference: quarter, current: quarter }).noise, 2 * noise, { rel: 0.01 })
  const constant = new Float64Array(5).fill(2)
  expect(gapLaw({ reference: constant, current: constant }).survival(0)).toBe(1)
})
