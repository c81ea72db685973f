import { expect, test } from 'vitest'
import { fitNumbers } from '../../test/fixtures/transforms/columns.ts'
import { clip } from './clip.ts'

const hundred = Array.from({ length: 101 }, (_, i) => i)

test('clip cuts at the first and the last hundredth unless told otherwise', async () => {
  const fitted = await fitNumbers([...hundred, null], clip())
  expect(fitted.states).toEqual([{ lower: 1, upper: 99 }])
  expect(fitted.one([-5, 1, 50, 99.5, null])).toEqual([1, 1, 50, 99, null])
})

test('clip cuts between values as numpy does', async () => {
  expect((await fitNumbers([0, 10], clip({ lower: 0.05, upper: 0.5 }))).states).toEqual([{ lower: 0.5, upper: 5 }])
})

test('clip to the whole range keeps the training rows and cuts what lies beyond', async () => {
  expect((await fitNumbers([3, 1, 2], clip({ lower: 0, upper: 1 }))).one([1, 3, 0, 4])).toEqual([1, 3, 1, 3])
})

test.each([
  [0.5, 0.5],
  [0.9, 0.1],
  [-0.1, 0.5],
  [0, 1.1],
  [Number.NaN, 1],
])('shares of %d and %d are refused at once', (lower, upper) => {
  expect(() => clip({ lower, upper })).toThrow(RangeError)
})
