import { expect, test } from 'vitest'
import { expectClose } from '../testing/expect-close.ts'
import { normalQuantile } from './normal-quantile.ts'
import { studentTSurvival } from './student-t.ts'
import { studentTQuantile } from './student-t-quantile.ts'

test('undoes the survival function and is odd about one half', () => {
  for (const degreesOfFreedom of [0.5, 1, 3, 30, 1e5]) {
    for (const tail of [1e-12, 0.001, 0.025, 0.3]) {
      const t = -studentTQuantile(tail, { degreesOfFreedom })
      expectClose(studentTSurvival(t, { degreesOfFreedom }), tail, { rel: 1e-11 })
      if (tail > 1e-6) expectClose(studentTQuantile(1 - tail, { degreesOfFreedom }), t, { rel: 1e-9 })
    }
  }
})

test('is a tangent for one degree of freedom and normal for very many', () => {
  expectClose(studentTQuantile(0.9, { degreesOfFreedom: 1 }), Math.tan(Math.PI * 0.4), { rel: 1e-12 })
  expectClose(studentTQuantile(0.975, { degreesOfFreedom: 1e9 }), normalQuantile(0.975), { rel: 1e-8 })
})

test('the limits are exact', () => {
  expect([0, 0.5, 1].map((p) => studentTQuantile(p, { degreesOfFreedom: 3 }))).toEqual([-Infinity, 0, Infinity])
})

test.each([
  [1.1, 1],
  [Number.NaN, 1],
  [0.5, 0],
])('refuses %s with %s degrees of freedom', (p, degreesOfFreedom) => {
  expect(() => studentTQuantile(p, { degreesOfFreedom })).toThrow(expect.objectContaining({ code: 'E_DISTRIBUTION_DOMAIN' }))
})
