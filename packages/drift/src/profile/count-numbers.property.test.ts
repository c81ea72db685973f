import { array, assert, constantFrom, double, integer, oneof, property } from 'fast-check'
import { expect, test } from 'vitest'
import { countNumbers } from './count-numbers.ts'

const value = oneof(
  integer({ min: -20, max: 20 }),
  double(),
  double({ min: -1, max: 1 }),
  double({ min: 1e9, max: 1e9 + 1, noNaN: true }),
  constantFrom(-0, 5e-324, -5e-324, Number.MAX_VALUE, -Number.MAX_VALUE, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
)
const finite = value.filter(Number.isFinite).map((x) => x + 0)

test('a value is put where comparisons with every bound put it, however close or far the bounds are', () => {
  assert(
    property(array(finite, { maxLength: 60 }), array(value, { maxLength: 60 }), (unsorted, values) => {
      const bounds = Float64Array.from(new Set(unsorted)).sort()
      const all = [...values, ...bounds]
      const found = countNumbers(Float64Array.from(all), bounds)
      const expected = new Array<number>(bounds.length + 1).fill(0)
      for (const x of all) if (!Number.isNaN(x)) expected[bounds.filter((bound) => x >= bound).length]!++
      expect([...found.counts]).toEqual(expected)
      expect(found.nulls).toBe(all.filter(Number.isNaN).length)
      expect(found.infinite).toBe(all.filter((x) => Math.abs(x) === Number.POSITIVE_INFINITY).length)
    }),
    { numRuns: 400 },
  )
})
