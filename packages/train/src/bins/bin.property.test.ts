import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bin } from './bin.ts'
import { writeMatrix } from './write-matrix.ts'

const neighbours = fc.integer({ min: -3, max: 3 }).map((steps) => 1 + steps * 2 ** -23)
const offset = fc.integer({ min: 0, max: 300 }).map((value) => 1e9 + value / 7)
const denormal = fc.integer({ min: -5, max: 5 }).map((value) => value * 1.401298464324817e-45)
const few = fc.integer({ min: -4, max: 4 })
const value = fc.oneof(fc.double(), fc.float(), neighbours, offset, denormal, few, fc.constantFrom(0, -0, Number.NaN, Infinity, -Infinity))
const values = fc.array(value, { minLength: 1, maxLength: 200 }).map((array) => Float64Array.from(array))
const maxBins = fc.integer({ min: 2, max: 255 })

test('x <= thresholds[b] if and only if the bin of x is at most b, for the rows that made the ends and for others, also rounded to float32', () => {
  fc.assert(
    fc.property(values, values, maxBins, (made, other, most) => {
      const { columns } = bin({ features: [made] }, { maxBins: most })
      const { thresholds, count } = columns[0]!
      expect(count).toBe(thresholds.length + 1)
      expect(count).toBeLessThanOrEqual(most)
      for (const rows of [made, other]) {
        const { bins, stride } = writeMatrix([rows], columns)
        for (const [row, x] of rows.entries()) {
          // Whether the float32 nearest to a number goes the same way is promised for the numbers that the ends were made from.
          const expected = [x, rows === made ? Math.fround(x) : x].map((each) => binByDefinition(each, thresholds))
          if (expected.some((each) => each !== bins[row * stride])) throw new Error(`${x} has bin ${bins[row * stride]}, not ${expected}`)
        }
      }
    }),
  )
})

function binByDefinition(x: number, thresholds: Float64Array): number {
  if (Number.isNaN(x)) return 255
  const above = thresholds.findIndex((threshold) => x <= threshold)
  return above < 0 ? thresholds.length : above
}

test('thresholds are ascending finite float32 numbers', () => {
  fc.assert(
    fc.property(values, maxBins, (made, most) => {
      const { thresholds } = bin({ features: [made] }, { maxBins: most }).columns[0]!
      const isSound = (threshold: number, b: number) =>
        Number.isFinite(threshold) && Math.fround(threshold) === threshold && !(threshold <= (thresholds[b - 1] ?? -Infinity))
      expect(thresholds.every(isSound)).toBe(true)
    }),
  )
})

test('the order of rows changes no end', () => {
  fc.assert(
    fc.property(values, maxBins, fc.infiniteStream(fc.nat()), (made, most, keys) => {
      const order = Array.from(made.keys(), (row) => [keys.next().value as number, row] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1])
      const permuted = Float64Array.from(order, ([, row]) => made[row]!)
      expect(bin({ features: [permuted] }, { maxBins: most }).columns).toEqual(bin({ features: [made] }, { maxBins: most }).columns)
    }),
  )
})
