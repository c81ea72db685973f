import { expect, test } from 'vitest'
import { fitNumbers } from '../../test/fixtures/transforms/columns.ts'
import { bucketize, quantileBuckets } from './buckets.ts'

test('buckets are closed on the left, and null has one of its own', async () => {
  const fitted = await fitNumbers([], bucketize([-1, 0, 10]))
  expect(fitted.states).toEqual([{ edges: [-1, 0, 10] }])
  expect(fitted.one([-1e308, -1, -0, 5e-324, 9.999, 10, 1e308, null])).toEqual([0, 1, 2, 2, 2, 3, 3, -1])
})

test('without edges everything is in one bucket', async () => {
  expect((await fitNumbers([], bucketize([]))).one([-5, 5, null])).toEqual([0, 0, -1])
})

test('bucketize does not follow later changes of the edges that it was given', async () => {
  const edges = [0]
  const transform = bucketize(edges)
  edges.push(-1)
  expect((await fitNumbers([], transform)).one([0.5])).toEqual([1])
})

test.each([[[1, 1]], [[2, 1]], [[Number.NaN]], [[0, Number.POSITIVE_INFINITY]], [[0, -0]]])('edges %j are refused at once', (edges) => {
  expect(() => bucketize(edges)).toThrow(RangeError)
})

test('quantile buckets hold equally many training rows', async () => {
  const fitted = await fitNumbers([1, 2, 3, 4, 5, 6, 7, 8, null], quantileBuckets(4))
  expect(fitted.states).toEqual([{ edges: [2.75, 4.5, 6.25] }])
  expect(fitted.one([1, 2, 3, 4, 5, 6, 7, 8, null, -9])).toEqual([0, 0, 1, 1, 2, 2, 3, 3, -1, 0])
})

test('edges that coincide count once', async () => {
  const fitted = await fitNumbers([0, 0, 0, 0, 0, 0, 1, 2], quantileBuckets(4))
  expect(fitted.states).toEqual([{ edges: [0, 0.25] }])
  expect(fitted.one([-1, 0, 1, 2])).toEqual([0, 1, 2, 2])
})

test('a column of one value has one edge', async () => {
  expect((await fitNumbers([0.1, 0.1, 0.1], quantileBuckets(10))).states).toEqual([{ edges: [0.1] }])
})

test('edges are finite where the range overflows', async () => {
  expect((await fitNumbers([-1.5e308, 1.5e308], quantileBuckets(2))).states).toEqual([{ edges: [0] }])
})

test.each([1, 1_001, 2.5, Number.NaN])('%d quantile buckets are refused at once', (buckets) => {
  expect(() => quantileBuckets(buckets)).toThrow(RangeError)
})
