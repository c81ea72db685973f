import { expect, test } from 'vitest'
import { matchRows } from './match-rows.ts'

const evidence = (row: string[], label: number[], weight?: number[]) => ({
  row,
  label,
  score: label.map(() => 0.5),
  ...(weight && { weight }),
})

test('pairs the rows that both hold, in the order of the second', () => {
  const { pairs, disagreeing } = matchRows(evidence(['a', 'b', 'c'], [0, 1, 0]), evidence(['c', 'x', 'a'], [0, 1, 0]))
  expect(pairs).toEqual([
    [2, 0],
    [0, 2],
  ])
  expect(disagreeing).toBe(0)
})

test('counts a repeated row as often as both hold it', () => {
  expect(matchRows(evidence(['a', 'a', 'a'], [1, 1, 1]), evidence(['a', 'a'], [1, 1])).pairs).toEqual([
    [0, 0],
    [1, 1],
  ])
})

test('pairs equal rows with different labels label by label', () => {
  const { pairs, disagreeing } = matchRows(evidence(['a', 'a'], [1, 0]), evidence(['a', 'a'], [0, 1]))
  expect(pairs).toEqual([
    [1, 0],
    [0, 1],
  ])
  expect(disagreeing).toBe(0)
})

test('counts shared rows whose label or weight differs', () => {
  expect(matchRows(evidence(['a', 'b'], [1, 0]), evidence(['a', 'b'], [0, 0])).disagreeing).toBe(1)
  expect(matchRows(evidence(['a', 'a'], [1, 0]), evidence(['a', 'a'], [1, 1])).disagreeing).toBe(1)
  expect(matchRows(evidence(['a'], [1]), evidence(['a'], [1], [2])).disagreeing).toBe(1)
})

test('takes an absent weight for 1', () => {
  expect(matchRows(evidence(['a'], [1]), evidence(['a'], [1], [1]))).toEqual({ pairs: [[0, 0]], disagreeing: 0 })
})
