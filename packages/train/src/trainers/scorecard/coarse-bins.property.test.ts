import { array, assert, constantFrom, integer, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coarseBins } from './coarse-bins.ts'
import { add, nothing, rateOf, weightOf } from './tally.ts'

const tallies = array(record({ positive: integer({ min: 0, max: 40 }), negative: integer({ min: 0, max: 40 }) }), {
  minLength: 1,
  maxLength: 30,
}).filter((all) => {
  const { positive, negative } = all.reduce(add, nothing)
  return positive > 0 && negative > 0 && all.every((tally) => weightOf(tally) > 0)
})

describe('coarseBins', () => {
  test('covers all fine bins in order, with enough weight in each, few enough, in the direction asked for', () => {
    assert(
      property(
        tallies,
        constantFrom('automatic', 'none', 'rising', 'falling'),
        integer({ min: 2, max: 6 }),
        (fine, direction, mostBins) => {
          const all = fine.reduce(add, nothing)
          const leastWeight = 0.05 * weightOf(all)
          const bins = coarseBins(fine, { all, leastWeight, mostBins, direction })
          expect(bins.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i))).toEqual([...fine.keys()])
          expect(bins.length).toBeLessThanOrEqual(mostBins)
          if (bins.length > 1) expect(Math.min(...bins.map(weightOf))).toBeGreaterThanOrEqual(leastWeight)
          const steps = bins.slice(1).map((bin, i) => Math.sign(rateOf(bin) - rateOf(bins[i]!)))
          if (direction === 'rising') expect(steps.every((step) => step > 0)).toBe(true)
          if (direction === 'falling') expect(steps.every((step) => step < 0)).toBe(true)
          if (direction === 'automatic') expect(new Set(steps).size).toBeLessThanOrEqual(1)
          for (const bin of bins) expect(bin).toMatchObject(fine.slice(bin.first, bin.last + 1).reduce(add, nothing))
        },
      ),
      { numRuns: 300 },
    )
  })
})
