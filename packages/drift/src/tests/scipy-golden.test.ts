import { readFileSync } from 'node:fs'
import { expectClose } from '@millrace/core/testing'
import { expect, test } from 'vitest'
import { andersonDarling } from './anderson-darling.ts'
import { benjaminiHochberg } from './benjamini-hochberg.ts'
import { chiSquareTwoByK } from './chi-square-two-by-k.ts'
import { cramerVonMises } from './cramer-von-mises.ts'
import { energyDistance } from './energy-distance.ts'
import { eppsSingleton } from './epps-singleton.ts'
import { fisherExact } from './fisher-exact.ts'
import { gTest } from './g-test.ts'
import { jensenShannon } from './jensen-shannon.ts'
import { oneSampleSurvival } from './kolmogorov/one-sample-survival.ts'
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts'
import { kullbackLeibler } from './kullback-leibler.ts'
import { cramerVonMisesSurvival } from './laws/weighted-chi-square.ts'
import { mannWhitney } from './mann-whitney.ts'
import { psi } from './psi.ts'
import { studentT } from './student-t.ts'
import type { TestResult } from './test-result.ts'
import type { TwoSamples } from './two-samples.ts'
import { wasserstein } from './wasserstein.ts'
import { welchT } from './welch-t.ts'

type Numbers = readonly number[]

/** Statistic and p-value; null where SciPy has none, or none that holds. */
type Pair = readonly [number, number] | null

interface Sample extends Readonly<Record<'statistic' | 'exact' | 'asymptotic' | 'wasserstein' | 'energy', number>> {
  readonly name: string
  readonly reference: Numbers
  readonly current: Numbers
  readonly mannWhitney: Pair
  readonly mannWhitneyExact: Pair
  readonly welch: Pair
  readonly student: Pair
  readonly eppsSingleton: Pair
  readonly andersonDarling: Pair
  readonly cramerVonMises: Pair
  readonly cramerVonMisesExact: Pair
}

interface Table extends Readonly<Record<'statistic' | 'pValue' | 'yates' | 'yatesPValue' | 'jensenShannon' | 'kullbackLeibler', number>> {
  readonly reference: Numbers
  readonly current: Numbers
  readonly fisher: number | null
  readonly g: readonly [number, number]
}

interface Golden {
  readonly samples: readonly Sample[]
  readonly tables: readonly Table[]
  readonly oneSample: readonly [number, number, number][]
  readonly falseDiscovery: { readonly pValues: Numbers; readonly adjusted: Numbers }
  readonly cramerVonMisesLimit: readonly [number, number][]
  readonly chiSquareQuantile95: readonly [number, number][]
}

const file = new URL('../../test/fixtures/tests/two-sample.json', import.meta.url)
const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden

/** Where SciPy subtracts its series from 1, its own error is about 1e-13 absolute. */
const close = { rel: 1e-10, abs: 1e-12 }

test.each(golden.samples)(
  'Kolmogorov-Smirnov of $name is that of SciPy, exact and asymptotic',
  ({ statistic, exact, asymptotic, reference, current }) => {
    const samples = { reference, current }
    const ours = (['exact', 'asymptotic'] as const).map((method) => kolmogorovSmirnov(samples, { method }))
    expectClose(
      ours.map((result) => result.statistic),
      [statistic, statistic],
      { rel: 1e-12 },
    )
    expectClose(ours[0]!.pValue, exact, { rel: 1e-11 })
    expectClose(ours[1]!.pValue, asymptotic, close)
  },
)

const tests: readonly (readonly [keyof Sample, (samples: TwoSamples) => TestResult, number])[] = [
  ['mannWhitney', (samples) => mannWhitney(samples, { method: 'asymptotic' }), 1e-12],
  ['mannWhitneyExact', (samples) => mannWhitney(samples, { method: 'exact' }), 1e-12],
  ['welch', welchT, 1e-9],
  ['student', studentT, 1e-9],
  ['eppsSingleton', eppsSingleton, 1e-7],
  ['andersonDarling', (samples) => andersonDarling(samples, { method: 'table' }), 1e-10],
  ['cramerVonMises', (samples) => cramerVonMises(samples, { method: 'asymptotic' }), 1e-9],
  ['cramerVonMisesExact', (samples) => cramerVonMises(samples, { method: 'exact' }), 1e-12],
]

test.each(tests)('%s is that of SciPy, current side first', (name, run, rel) => {
  const cases = golden.samples.filter((sample) => sample[name] !== null)
  expect(cases.length).toBeGreaterThan(0)
  for (const sample of cases) {
    const { statistic, pValue } = run(sample)
    expectClose([statistic, pValue], sample[name], { rel, abs: name === 'cramerVonMises' ? 2e-9 : 0 })
  }
})

test('Wasserstein and energy distance are those of SciPy', () => {
  for (const sample of golden.samples) {
    const ours = [wasserstein(sample, { scale: 'none' }).statistic, energyDistance(sample, { permutations: 1 }).statistic]
    expectClose(ours, [sample.wasserstein, sample.energy], { rel: 1e-12 })
  }
})

test('G, Jensen-Shannon and Kullback-Leibler are those of SciPy', () => {
  for (const { g, jensenShannon: js, kullbackLeibler: kl, ...counts } of golden.tables) {
    const ours = gTest(counts, { minimumExpected: 0 })
    expectClose([ours.statistic, ours.pValue], g, { rel: 1e-10, abs: 1e-14 })
    expectClose([jensenShannon(counts).statistic, kullbackLeibler(counts).statistic], [js, kl], { rel: 1e-9 })
  }
})

test('the limit law of Cramér and von Mises is that of SciPy, to the digits that it has', () => {
  for (const [x, p] of golden.cramerVonMisesLimit) expectClose(cramerVonMisesSurvival(x), p, { rel: 1e-10, abs: 1e-12 })
})

test('the law of one sample is that of SciPy in every branch', () => {
  for (const [n, d, pValue] of golden.oneSample) expectClose(oneSampleSurvival(n, d), pValue, close)
})

test.each(golden.tables)('chi-square of $reference and $current is that of SciPy', ({ reference, current, ...expected }) => {
  const plain = chiSquareTwoByK({ reference, current }, { minimumExpected: 0 })
  const yates = chiSquareTwoByK({ reference, current }, { minimumExpected: 0, yates: true })
  expectClose(
    [plain.statistic, plain.pValue, yates.statistic, yates.pValue],
    [expected.statistic, expected.pValue, expected.yates, expected.yatesPValue],
    { rel: 1e-12, abs: 1e-14 },
  )
})

test('Fisher is that of SciPy', () => {
  const twoByTwo = golden.tables.filter(({ fisher }) => fisher !== null)
  expect(twoByTwo.length).toBeGreaterThan(2)
  for (const { reference, current, fisher } of twoByTwo) expectClose(fisherExact({ reference, current }).pValue, fisher, { rel: 1e-12 })
})

test('Benjamini-Hochberg is that of SciPy', () => {
  expectClose(benjaminiHochberg(golden.falseDiscovery.pValues), golden.falseDiscovery.adjusted, { rel: 1e-12 })
})

test('the noise level of PSI is the 95 % quantile of chi-square, over both sizes', () => {
  for (const [degreesOfFreedom, quantile] of golden.chiSquareQuantile95) {
    const ones = new Array<number>(degreesOfFreedom + 1).fill(1)
    const rows = degreesOfFreedom + 1
    expectClose(psi({ reference: ones, current: ones }).noise, (quantile * 2) / rows, { rel: 1e-9 })
  }
})
