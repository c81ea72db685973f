import fc from 'fast-check'
import { expect, it } from 'vitest'
import { predecessor } from './predecessor.ts'

it.each([
  [1, 1 - 2 ** -53],
  [-1, -1 - 2 ** -52],
  [0, -5e-324],
  [-0, -5e-324],
  [5e-324, 0],
  [2 ** -1022, 2 ** -1022 - 2 ** -1074],
  [-Number.MAX_VALUE, -Infinity],
  [Infinity, Number.MAX_VALUE],
  [-Infinity, -Infinity],
  [Number.NaN, Number.NaN],
])('of %d is %d', (t, below) => {
  expect(predecessor(t)).toBe(below)
})

it('turns every strict comparison into one that allows equality', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (x, t) => {
      fc.pre(t !== -Infinity)
      for (const one of [x, t, predecessor(t)]) expect(one <= predecessor(t)).toBe(one < t)
    }),
  )
})
