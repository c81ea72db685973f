import { expect, test } from 'vitest'
import { goldenRows } from '../../test/fixtures/distributions/golden-rows.ts'
import { expectClose } from '../testing/expect-close.ts'
import { normalCdf, normalSurvival } from './normal.ts'

test.each([normalCdf, normalSurvival])('%o agrees with mpmath to 1e-12 in both tails', (f) => {
  for (const [z, value] of goldenRows(f.name)) expectClose(f(z!), value, { rel: 1e-12 })
})

test('the limits are exact', () => {
  expect([normalCdf(-Infinity), normalCdf(0), normalCdf(Infinity)]).toEqual([0, 0.5, 1])
  expect([normalSurvival(-Infinity), normalSurvival(0), normalSurvival(Infinity)]).toEqual([1, 0.5, 0])
})

test.each([normalCdf, normalSurvival])('%o refuses NaN', (f) => {
  expect(() => f(Number.NaN)).toThrow(expect.objectContaining({ code: 'E_DISTRIBUTION_DOMAIN' }))
})
