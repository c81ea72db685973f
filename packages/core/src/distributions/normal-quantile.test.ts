import { expect, test } from 'vitest'
import { goldenRows } from '../../test/fixtures/distributions/golden-rows.ts'
import { expectClose } from '../testing/expect-close.ts'
import { normalQuantile } from './normal-quantile.ts'

test('agrees with mpmath to 1e-14, down to p = 1e-300', () => {
  for (const [p, value] of goldenRows('normalQuantile')) expectClose(normalQuantile(p!), value, { rel: 1e-14 })
})

test('the limits are infinite and the middle is 0', () => {
  expect([0, 0.5, 1].map(normalQuantile)).toEqual([-Infinity, 0, Infinity])
})

test.each([-1e-9, 1.1, Number.NaN])('refuses %s', (p) => {
  expect(() => normalQuantile(p)).toThrow(expect.objectContaining({ code: 'E_DISTRIBUTION_DOMAIN' }))
})
