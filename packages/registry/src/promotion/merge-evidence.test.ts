import { expect, test } from 'vitest'
import { mergeEvidence } from './merge-evidence.ts'

const stored = { row: ['a', 'b'], label: [1, 0], score: [0.8, 0.3] }

test('adds rows that were scored later', () => {
  const { evidence, conflicts } = mergeEvidence(stored, { row: ['c'], label: [1], score: [0.6] })
  expect(evidence).toEqual({ row: ['a', 'b', 'c'], label: [1, 0, 1], score: [0.8, 0.3, 0.6] })
  expect(conflicts).toBe(0)
})

test('counts a row once that is sent again, up to the last digits of its score', () => {
  expect(mergeEvidence(stored, { row: ['b', 'a'], label: [0, 1], score: [0.3 + 1e-12, 0.8] })).toEqual({ evidence: stored, conflicts: 0 })
})

test('keeps a row as often as the one that holds it most', () => {
  const { evidence } = mergeEvidence(stored, { row: ['a', 'a'], label: [1, 1], score: [0.8, 0.8] })
  expect(evidence.row).toEqual(['a', 'b', 'a'])
})

test.each([
  ['label', { row: ['a'], label: [0], score: [0.8] }],
  ['score', { row: ['a'], label: [1], score: [0.81] }],
  ['weight', { row: ['a'], label: [1], score: [0.8], weight: [2] }],
])('finds a row whose %s contradicts what is stored', (_, later) => {
  expect(mergeEvidence(stored, later).conflicts).toBe(1)
})

test('gives rows without a weight the weight 1 where the others have one', () => {
  expect(mergeEvidence(stored, { row: ['c'], label: [1], score: [0.6], weight: [3] }).evidence.weight).toEqual([1, 1, 3])
  expect(mergeEvidence({ ...stored, weight: [2, 4] }, { row: ['c'], label: [1], score: [0.6] }).evidence.weight).toEqual([2, 4, 1])
})
