import { expectClose } from '@millrace/core/testing'
import { expect, test } from 'vitest'
import { goodnessOfFit } from './goodness-of-fit.ts'

test('the reference shares are taken for exact, so that its size does not matter', () => {
  const small = goodnessOfFit({ reference: [10, 20, 10], current: [30, 50, 20] })
  const large = goodnessOfFit({ reference: [1000, 2000, 1000], current: [30, 50, 20] })
  expect(small).toEqual(large)
  expectClose(small, { statistic: 2, pValue: Math.exp(-1), degreesOfFreedom: 2 }, { rel: 1e-12 })
})

test('a value without reference rows is infinitely far', () => {
  expect(goodnessOfFit({ reference: [10, 0], current: [10, 1] })).toEqual({
    statistic: Number.POSITIVE_INFINITY,
    pValue: 0,
    degreesOfFreedom: 1,
  })
})
