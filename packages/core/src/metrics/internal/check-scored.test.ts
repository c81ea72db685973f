import { expect, test } from 'vitest'
import { accuracy } from '../accuracy.ts'
import type { Scored } from '../scored.ts'

const rows = { label: [0, 1, 1], score: [0.2, 0.5, 0.9] }

test.each<[string, Scored, string, string]>([
  ['a shorter score', { ...rows, score: [0.2] }, 'E_METRIC_LENGTH', 'accuracy: score has 1 rows and label 3; give columns of one length'],
  ['a longer weight', { ...rows, weight: [1, 1, 1, 1] }, 'E_METRIC_LENGTH', 'accuracy: weight has 4 rows and label 3'],
  ['no rows', { label: [], score: [] }, 'E_METRIC_EMPTY', 'accuracy: there are no rows; give at least one'],
  ['a label of 2', { ...rows, label: [0, 1, 2] }, 'E_METRIC_LABEL', 'accuracy: label at index 2 is 2; labels are 0 or 1'],
  ['a null label', { ...rows, label: [0, Number.NaN, 1] }, 'E_METRIC_LABEL', 'label at index 1 is NaN'],
  ['a null score', { ...rows, score: [0.2, Number.NaN, 1] }, 'E_METRIC_SCORE', 'accuracy: score at index 1 is NaN; it must be finite'],
  ['an infinite score', { ...rows, score: [0.2, 0, Infinity] }, 'E_METRIC_SCORE', 'score at index 2 is Infinity'],
  ['a null weight', { ...rows, weight: [1, 1, Number.NaN] }, 'E_METRIC_WEIGHT', 'accuracy: weight at index 2 is NaN'],
  ['a negative weight', { ...rows, weight: [1, -1, 1] }, 'E_METRIC_WEIGHT', 'weight at index 1 is -1; weights are finite and not negative'],
  [
    'weights of 0',
    { ...rows, weight: [0, 0, 0] },
    'E_METRIC_WEIGHT',
    'the weights add up to 0; their sum must be positive and at most 1e+290',
  ],
  ['weights beyond all numbers', { ...rows, weight: [1e308, 1e308, 0] }, 'E_METRIC_WEIGHT', 'the weights add up to Infinity'],
])('refuses %s', (_, scored, code, message) => {
  expect(() => accuracy(scored)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }))
})

test('typed arrays of any kind are read and left as they are', () => {
  const scored = { label: Int8Array.of(0, 1, 1), score: Float64Array.of(0.25, 0.5, 0), weight: Float32Array.of(1, 1, 2) }
  expect(accuracy(scored)).toBe(0.5)
  expect(scored).toEqual({ label: Int8Array.of(0, 1, 1), score: Float64Array.of(0.25, 0.5, 0), weight: Float32Array.of(1, 1, 2) })
})
