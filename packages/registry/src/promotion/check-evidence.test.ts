import { expect, test } from 'vitest'
import { checkEvidence } from './check-evidence.ts'

const good = { row: ['a', 'b'], label: [1, 0], score: [0.8, 0.3] }

test('takes what evaluate gives', () => {
  expect(() => checkEvidence('evidence', { ...good, weight: [0, 2] })).not.toThrow()
  expect(() => checkEvidence('evidence', { row: [], label: [], score: [] })).not.toThrow()
})

test.each([
  ['columns of different lengths', { ...good, score: [0.8] }, /2 rows and 1 values of score/],
  ['a weight too few', { ...good, weight: [1] }, /1 values of weight/],
  ['a row without a digest', { ...good, row: ['a', ''] }, /row 1/],
  ['a label beside 0 and 1', { ...good, label: [1, 2] }, /label 1 is 2/],
  ['a label that is null', { ...good, label: [Number.NaN, 0] }, /label 0 is NaN/],
  ['a score that is null', { ...good, score: [0.8, Number.NaN] }, /score 1 is NaN/],
  ['a score that is no probability', { ...good, score: [0.8, 1.1] }, /score 1 is 1.1/],
  ['a negative weight', { ...good, weight: [1, -1] }, /weight 1 is -1/],
  ['a weight without end', { ...good, weight: [1, Infinity] }, /weight 1 is Infinity/],
])('refuses %s', (_, evidence, message) => {
  expect(() => checkEvidence('evidence of version 3', evidence)).toThrow(
    expect.objectContaining({ code: 'E_EVIDENCE_INVALID', message: expect.stringMatching(message) }),
  )
})
