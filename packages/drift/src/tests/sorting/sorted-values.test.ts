import { array, assert, constantFrom, double, oneof, property } from 'fast-check'
import { expect, test } from 'vitest'
import { radixSort } from './radix-sort.ts'
import { sortedValues } from './sorted-values.ts'

const extremes = [
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  5e-324,
  -5e-324,
  0,
  1e9,
  1e9 + 2e-7,
]
const value = oneof(double({ noNaN: true }), constantFrom(...extremes)).map((x) => x + 0)

test('radix sort gives the order of numbers, from subnormal to infinite, of either sign', () => {
  assert(
    property(array(value, { maxLength: 300 }), (values) => {
      expect([...radixSort(Float64Array.from(values), new Float64Array(values.length))]).toEqual(values.toSorted((a, b) => a - b || 0))
    }),
  )
})

test.each([
  ['whole numbers', (i: number) => ((i * 7919) % 1009) - 500],
  ['one number', () => 3],
  ['values that share their upper halves', (i: number) => 1e9 + ((i * 7919) % 5_003) / 1e4],
  ['the like below 0, in reverse', (i: number) => -1e9 - i / 1e4],
  ['rounded amounts', (i: number) => ((i * 104_729) % 99_991) / 100],
])('radix sort, sorts %s', (_, valueAt) => {
  const values = Float64Array.from({ length: 5_000 }, (_, i) => valueAt(i))
  expect(radixSort(values.slice(), new Float64Array(6_000))).toEqual(values.slice().sort())
})

test('a column is sorted the same way by either sort, without NaN, -0 as 0, and left as it was', () => {
  for (const length of [3_999, 6_001]) {
    const values = Float64Array.from({ length }, (_, i) => (i % 7 === 0 ? Number.NaN : i % 11 === 0 ? -0 : Math.sin(i) * 1e6))
    const before = values.slice()
    const sorted = sortedValues(values, new Float64Array(2))
    expect(sorted).toEqual(
      before
        .filter((x) => !Number.isNaN(x))
        .map((x) => x + 0)
        .sort(),
    )
    expect(sorted.some((x) => Object.is(x, -0))).toBe(false)
    expect(values).toEqual(before)
  }
})
