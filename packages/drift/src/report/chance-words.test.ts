import { expect, test } from 'vitest'
import { frequency, frequencyBeside, frequencyBetween, limitWords } from './chance-words.ts'

test.each([
  [0, 'fewer than 1 of 10,000'],
  [0.0004, 'fewer than 1 of 1,000'],
  [0.0034, 'about 3 of 1,000'],
  [0.034, 'about 3 of 100'],
  [0.42, 'about 42 of 100'],
  [0.999, 'nearly all'],
])('%s is %s', (probability, words) => {
  expect(frequency(probability)).toBe(words)
})

test.each([
  [0.0499, 0.05, 'about 499 of 10,000'],
  [0.052, 0.05, 'about 52 of 1,000'],
  [0.04, 0.05, 'about 4 of 100'],
  [0.05, 0.05, 'just above 5 of 100'],
  [0.00999, 0.01, 'about 999 of 100,000'],
  [0.000_999, 0.001, 'fewer than 1 of 1,000'],
])('%s beside a limit of %s shows its side: %s', (probability, limit, words) => {
  expect(frequencyBeside(probability, limit)).toBe(words)
})

test('bounds share their number of comparisons, and are one figure where they read alike', () => {
  expect(frequencyBetween({ lower: 0.0351, upper: 0.0598 }, 0.05)).toBe('between 4 and 6 of 100')
  expect(frequencyBetween({ lower: 1e-9, upper: 0.3 }, 0.05)).toBe('between fewer than 1 of 10,000 and 30 of 100')
  expect(frequencyBetween({ lower: 0.201, upper: 0.202 }, 0.05)).toBe('about 20 of 100')
})

test('a limit is written in as few comparisons as it takes', () => {
  expect([0.05, 0.01, 0.001, 0.025].map(limitWords)).toEqual(['5 of 100', '1 of 100', '1 of 1,000', '25 of 1,000'])
})
