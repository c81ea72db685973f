import { expect, test } from 'vitest'
import { mostFrequentAgainstRest } from './most-frequent.ts'

test('the cell with most rows of both sides is set against the others', () => {
  expect(mostFrequentAgainstRest({ reference: [40, 0, 50, 1], current: [45, 0, 8, 2] })).toEqual({
    reference: [40, 51],
    current: [45, 10],
    warnings: ['the most frequent value is tested against all others together'],
  })
})

test('of two values, and of one, nothing is lost', () => {
  expect(mostFrequentAgainstRest({ reference: [0, 3, 0, 5], current: [0, 4, 0, 1] })).toEqual({
    reference: [3, 5],
    current: [4, 1],
    warnings: [],
  })
  expect(mostFrequentAgainstRest({ reference: [7], current: [2] })).toEqual({ reference: [7, 0], current: [2, 0], warnings: [] })
})
