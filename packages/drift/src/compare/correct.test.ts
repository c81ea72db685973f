import { expect, test } from 'vitest'
import { correct } from './correct.ts'

const pValues = [0.01, 0.04, null, 0.03]

test('Benjamini-Hochberg, Bonferroni and nothing; tests that were not made are not counted', () => {
  expect(correct(pValues, 'benjamini-hochberg')).toEqual([0.03, 0.04, null, 0.04])
  expect(correct(pValues, 'bonferroni')).toEqual([0.03, 0.12, null, 0.09])
  expect(correct(pValues, 'none')).toEqual(pValues)
})

test('no adjusted p-value is above 1', () => {
  expect(correct([0.9, 0.8], 'bonferroni')).toEqual([1, 1])
})
