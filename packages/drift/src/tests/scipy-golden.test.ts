import { readFileSync } from 'node:fs'
import { expectClose } from '@millrace/core/testing'
import { expect, test } from 'vitest'
import { benjaminiHochberg } from './benjamini-hochberg.ts'
import { chiSquareTwoByK } from './chi-square-two-by-k.ts'
import { fisherExact } from './fisher-exact.ts'
import { oneSampleSurvival } from './kolmogorov/one-sample-survival.ts'
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts'
import { psi } from './psi.ts'

type Numbers = readonly number[]

interface Golden {
  readonly samples: readonly { name: string; reference: Numbers; current: Numbers; statistic: number; exact: number; asymptotic: number }[]
  readonly tables: readonly {
    reference: Numbers
    current: Numbers
    statistic: number
    pValue: number
    yates: number
    yatesPValue: number
    fisher: number | null
  }[]
  readonly oneSample: readonly [number, number, number][]
  readonly falseDiscovery: { readonly pValues: Numbers; readonly adjusted: Numbers }
  readonly chiSquareQuantile95: readonly [number, number][]
}

const file = new URL('../../test/fixtures/tests/two-sample.json', import.meta.url)
const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden

/** Where SciPy subtracts its series from 1, its own error is about 1e-13 absolute. */
const close = { rel: 1e-10, abs: 1e-12 }

test.each(golden.samples)(
  'Kolmogorov-Smirnov of $name is that of SciPy, exact and asymptotic',
  ({ statistic, exact, asymptotic, ...samples }) => {
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
  for (const {
    reference: [a, b],
    current: [c, d],
    fisher,
  } of twoByTwo)
    expectClose(
      fisherExact([
        [a!, b!],
        [c!, d!],
      ]),
      fisher,
      { rel: 1e-12 },
    )
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
