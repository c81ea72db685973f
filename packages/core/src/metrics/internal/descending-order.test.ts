import { array, assert, double, float, property } from 'fast-check'
import { expect, test } from 'vitest'
import { descendingOrder } from './descending-order.ts'

/** The order by comparison, stable. */
function byComparison(score: readonly number[]): number[] {
  return score.map((_, row) => row).sort((a, b) => score[b]! - score[a]!)
}

test('is the stable order by comparison, for any doubles', () => {
  const finite = double({ min: -1e150, max: 1e150, noNaN: true })
  assert(
    property(array(finite, { minLength: 1 }), (score) => {
      expect(Array.from(descendingOrder(Float64Array.from(score)))).toEqual(byComparison(score))
    }),
  )
})

test('is the stable order by comparison, for values with ties and few bits', () => {
  const few = float({ min: -2, max: 2, noNaN: true }).map((value) => Math.round(value * 4) / 4)
  assert(
    property(array(few, { minLength: 1, maxLength: 300 }), (score) => {
      expect(Array.from(descendingOrder(Float64Array.from(score)))).toEqual(byComparison(score))
    }),
  )
})

test('extremes, subnormal numbers and both zeros are in their places', () => {
  const score = Float64Array.of(-0, 5e-324, -Number.MAX_VALUE, 0, Number.MAX_VALUE, -5e-324, 1, -1)
  expect(Array.from(descendingOrder(score))).toEqual([4, 6, 1, 0, 3, 5, 7, 2])
  expect(Object.is(score[0], -0)).toBe(true)
})
