import { expectClose } from '@millrace/core/testing'
import { expect, test } from 'vitest'
import { symmetricEigen } from './symmetric-eigen.ts'

test('values and orthogonal unit vectors make up the matrix again', () => {
  const matrix = [
    [4, 1, -2, 0.5],
    [1, 3, 0, 1e-9],
    [-2, 0, 5, 2],
    [0.5, 1e-9, 2, 1],
  ]
  const { values, vectors } = symmetricEigen(matrix)
  const again = matrix.map((row, i) =>
    row.map((_, j) => values.reduce((sum, value, k) => sum + value * vectors[k]![i]! * vectors[k]![j]!, 0)),
  )
  const products = vectors.map((a) => vectors.map((b) => a.reduce((sum, x, i) => sum + x * b[i]!, 0)))
  expectClose(again, matrix, { rel: 1e-12, abs: 1e-14 })
  expectClose(
    products,
    matrix.map((row, i) => row.map((_, j) => (i === j ? 1 : 0))),
    { rel: 1e-14, abs: 1e-14 },
  )
})

test('a matrix of rank 1 has one value that is not 0', () => {
  const { values } = symmetricEigen([
    [1, 2],
    [2, 4],
  ])
  expectClose(
    values.toSorted((a, b) => a - b),
    [0, 5],
    { rel: 1e-14, abs: 1e-15 },
  )
  expect(
    symmetricEigen([
      [0, 0],
      [0, 0],
    ]).values,
  ).toEqual([0, 0])
})
