import fc from 'fast-check'
import { expect, it } from 'vitest'
import { quantilesOfSorted } from './quantiles.ts'

it.each<[readonly number[], number, number | null]>([
  [[1, 2, 3, 10], 0.5, 2.5],
  [[1, 2, 3, 10], 0, 1],
  [[1, 2, 3, 10], 1, 10],
  [[7], 0.3, 7],
  [[], 0.5, null],
  [[-1e308, 1e308], 0.5, 0],
  [[-1.5e308, 1.5e308], 0.5, 0],
])('of %j at %d is %d', (values, probability, expected) => {
  expect(quantilesOfSorted(Float64Array.from(values), [probability])).toEqual([expected])
})

it('lie between the extremes and never fall as the probability rises', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)
  fc.assert(
    fc.property(
      fc.float64Array({ noNaN: true, noDefaultInfinity: true, minLength: 1, maxLength: 30 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
      (values, given) => {
        const sorted = values.slice().sort()
        const found = quantilesOfSorted(
          sorted,
          given.toSorted((a, b) => a - b),
        ) as number[]
        for (const [i, value] of found.entries()) expect(value).toBeGreaterThanOrEqual(i === 0 ? sorted[0]! : found[i - 1]!)
        for (const value of found) expect(value).toBeLessThanOrEqual(sorted.at(-1)!)
      },
    ),
  )
  fc.assert(
    fc.property(number, fc.double({ min: 0, max: 1, noNaN: true }), (value, probability) => {
      expect(quantilesOfSorted(Float64Array.of(value, value, value), [probability])).toEqual([value])
    }),
  )
})
