import { expect, test } from 'vitest'
import { isCountsTest, type SamplesTestName, testOfCounts, testOfSorted } from './run-test.ts'
import type { TestName, TestResult } from './test-result.ts'
import { sortSamples } from './two-samples.ts'

const names = {
  'kolmogorov-smirnov': 'D',
  'anderson-darling': 'D',
  'cramer-von-mises': 'D',
  'mann-whitney': 'AUC',
  'welch-t': 'd',
  'student-t': 'd',
  'epps-singleton': 'D',
  'chi-square': 'V',
  'g-test': 'V',
  'fisher-exact': 'difference',
  'two-proportion-z': 'difference',
  psi: 'distance',
  'jensen-shannon': 'distance',
  hellinger: 'distance',
  'kullback-leibler': 'distance',
  'total-variation': 'distance',
  'l-infinity': 'distance',
  wasserstein: 'distance',
  energy: 'distance',
  'maximum-mean-discrepancy': 'distance',
} as const satisfies Record<TestName, string>

const sorted = sortSamples({
  reference: Array.from({ length: 80 }, (_, i) => Math.sin(i) + i / 40),
  current: Array.from({ length: 60 }, (_, i) => Math.cos(i * 1.3) + i / 20),
})
const counts = { reference: [50, 30], current: [18, 42] }

function run(name: TestName): TestResult {
  return isCountsTest(name) ? testOfCounts(name, counts) : testOfSorted(name as SamplesTestName, sorted)
}

test.each(Object.entries(names))('%s answers in the one shape, with %s as effect', (name, effect) => {
  const result = run(name as TestName)
  expect(result).toMatchObject({ test: name, effect: { name: effect } })
  expect(result.direction).toBe(effect === 'distance' ? 'higher-is-more-different' : 'lower-is-more-different')
  expect(result.sizes).toEqual(isCountsTest(name as TestName) ? { reference: 80, current: 60 } : { reference: 80, current: 60 })
  expect(result.pValue).toBeLessThan(0.05)
  expect(JSON.parse(JSON.stringify(result))).toEqual(result)
})

test.each(Object.keys(names) as TestName[])('of %s the statistic is beyond its noise where p is clearly below 0.05', (name) => {
  const { noise, statistic, pValue } = run(name)
  if (noise !== null && pValue! < 0.03) expect(Math.abs(statistic)).toBeGreaterThan(noise)
})

test('settings reach the test that they are for', () => {
  expect(testOfCounts('psi', counts, { fill: 0.01 }).settings).toEqual({ fill: 0.01 })
  expect(testOfCounts('jensen-shannon', counts, { base: 'e' }).settings).toEqual({ base: 'e' })
  expect(testOfSorted('wasserstein', sorted, { scale: 'deviation' }).settings).toEqual({ scale: 'deviation' })
  expect(testOfSorted('energy', sorted, { seed: 5, permutations: 99 }).settings).toMatchObject({ seed: 5, permutations: 99 })
})
