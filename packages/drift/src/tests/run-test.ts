import { andersonDarlingOfSorted } from './anderson-darling.ts'
import { type ChiSquareOptions, chiSquareTwoByK } from './chi-square-two-by-k.ts'
import { cramerVonMisesOfSorted } from './cramer-von-mises.ts'
import { energyDistanceOfSorted } from './energy-distance.ts'
import { eppsSingletonOfSorted } from './epps-singleton.ts'
import { fisherExact } from './fisher-exact.ts'
import { gTest } from './g-test.ts'
import { hellinger } from './hellinger.ts'
import { type JensenShannonOptions, jensenShannon } from './jensen-shannon.ts'
import { kolmogorovSmirnovOfSorted } from './kolmogorov-smirnov.ts'
import { kullbackLeibler } from './kullback-leibler.ts'
import { lInfinity } from './l-infinity.ts'
import { mannWhitneyOfSorted } from './mann-whitney.ts'
import { maximumMeanDiscrepancyOfSorted } from './maximum-mean-discrepancy.ts'
import type { PermutationOptions } from './permutation-options.ts'
import { type PsiOptions, psi } from './psi.ts'
import { studentTOfSorted } from './student-t.ts'
import type { TestName, TestResult } from './test-result.ts'
import { totalVariation } from './total-variation.ts'
import type { TwoCounts } from './two-counts.ts'
import { twoProportionZ } from './two-proportion-z.ts'
import type { SortedSamples } from './two-samples.ts'
import { type WassersteinOptions, wassersteinOfSorted } from './wasserstein.ts'
import { welchTOfSorted } from './welch-t.ts'

/** Settings of the tests of counts; each takes its own and leaves the others. */
export interface CountsTestSettings extends ChiSquareOptions, PsiOptions, JensenShannonOptions {}

/** Settings of the tests of samples; each takes its own and leaves the others. */
export interface SamplesTestSettings extends WassersteinOptions, PermutationOptions {}

type CountsTest = (counts: TwoCounts, settings: CountsTestSettings) => TestResult
type SamplesTest = (sorted: SortedSamples, settings: SamplesTestSettings) => TestResult

const countsTests = {
  'chi-square': chiSquareTwoByK,
  'g-test': gTest,
  'fisher-exact': fisherExact,
  'two-proportion-z': twoProportionZ,
  psi,
  'jensen-shannon': jensenShannon,
  hellinger,
  'kullback-leibler': kullbackLeibler,
  'total-variation': totalVariation,
  'l-infinity': lInfinity,
} as const satisfies Partial<Record<TestName, CountsTest>>

const samplesTests = {
  'kolmogorov-smirnov': (sorted: SortedSamples) => kolmogorovSmirnovOfSorted(sorted, { method: 'bounded' }),
  'anderson-darling': (sorted: SortedSamples) => andersonDarlingOfSorted(sorted),
  'cramer-von-mises': (sorted: SortedSamples) => cramerVonMisesOfSorted(sorted),
  'mann-whitney': (sorted: SortedSamples) => mannWhitneyOfSorted(sorted),
  'welch-t': welchTOfSorted,
  'student-t': studentTOfSorted,
  'epps-singleton': eppsSingletonOfSorted,
  wasserstein: wassersteinOfSorted,
  energy: energyDistanceOfSorted,
  'maximum-mean-discrepancy': maximumMeanDiscrepancyOfSorted,
} as const satisfies Partial<Record<TestName, SamplesTest>>

/** Tests of rows by cell. */
export type CountsTestName = keyof typeof countsTests

/** Tests of values. */
export type SamplesTestName = Exclude<TestName, CountsTestName>

/** Whether a test takes rows by cell; the others take values. */
export function isCountsTest(name: TestName): name is CountsTestName {
  return Object.hasOwn(countsTests, name)
}

/** The test of a name, of rows by cell. */
export function testOfCounts(name: CountsTestName, counts: TwoCounts, settings: CountsTestSettings = {}): TestResult {
  const test: CountsTest = countsTests[name]
  return test(counts, settings)
}

/** The test of a name, of ascending values without NaN. */
export function testOfSorted(name: SamplesTestName, sorted: SortedSamples, settings: SamplesTestSettings = {}): TestResult {
  const test: SamplesTest = samplesTests[name]
  return test(sorted, settings)
}
