import { expectClose } from '@millrace/core/testing'
import { describe, expect, test } from 'vitest'
import { andersonDarling } from './anderson-darling.ts'
import { cramerVonMises } from './cramer-von-mises.ts'
import { energyDistance } from './energy-distance.ts'
import { eppsSingleton } from './epps-singleton.ts'
import { fisherExact } from './fisher-exact.ts'
import { gTest } from './g-test.ts'
import { hellinger } from './hellinger.ts'
import { jensenShannon } from './jensen-shannon.ts'
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts'
import { kullbackLeibler } from './kullback-leibler.ts'
import { lInfinity } from './l-infinity.ts'
import { mannWhitney } from './mann-whitney.ts'
import { maximumMeanDiscrepancy } from './maximum-mean-discrepancy.ts'
import { psi } from './psi.ts'
import { studentT } from './student-t.ts'
import type { TestResult } from './test-result.ts'
import { totalVariation } from './total-variation.ts'
import { twoProportionZ } from './two-proportion-z.ts'
import type { TwoSamples } from './two-samples.ts'
import { wasserstein } from './wasserstein.ts'
import { welchT } from './welch-t.ts'

const fails = (code: string) => expect.objectContaining({ code })
const [nan, inf] = [Number.NaN, Number.POSITIVE_INFINITY]
const quick = { permutations: 199 }

const ofRanks = { kolmogorovSmirnov, andersonDarling, cramerVonMises, mannWhitney }
const ofMoments = {
  welchT,
  studentT,
  eppsSingleton,
  wasserstein,
  energyDistance: (samples: TwoSamples) => energyDistance(samples, quick),
  maximumMeanDiscrepancy: (samples: TwoSamples) => maximumMeanDiscrepancy(samples, quick),
}
const all = Object.entries({ ...ofRanks, ...ofMoments })

/** Strict JSON without loss, and figures in their ranges. */
function expectSound(result: TestResult): TestResult {
  expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  expect(result.pValue).toBeGreaterThanOrEqual(0)
  expect(result.pValue).toBeLessThanOrEqual(1)
  return result
}

const ramp = (length: number, from = 0, step = 1) => Array.from({ length }, (_, i) => from + step * i)

describe.each(all)('%s', (_, run) => {
  test('constants that stay have p 1', () => {
    expect(expectSound(run({ reference: [3, 3, 3], current: [3, 3] })).pValue).toBe(1)
  })

  test('constants that change are found, given rows enough, and no figure is infinite', () => {
    expect(expectSound(run({ reference: new Array(30).fill(3), current: new Array(25).fill(4) })).pValue).toBeLessThan(0.01)
  })

  test('a constant against values that spread about it is a result', () => {
    expectSound(run({ reference: new Array(20).fill(5), current: ramp(20) }))
    expectSound(run({ reference: ramp(20), current: new Array(20).fill(5) }))
  })

  test('one row on either side is a result without significance', () => {
    for (const samples of [
      { reference: [1], current: [1] },
      { reference: [1], current: [2] },
      { reference: [1], current: [1, 2, 3] },
      { reference: [1, 2, 3], current: [2] },
    ]) {
      expect(expectSound(run(samples)).pValue).toBeGreaterThan(0.05)
    }
  })

  test('a side that is null throughout is a typed error', () => {
    expect(() => run({ reference: [nan, nan], current: [1] })).toThrow(fails('E_DRIFT_EMPTY'))
    expect(() => run({ reference: [1], current: [] })).toThrow(fails('E_DRIFT_EMPTY'))
  })

  test('nulls are left out, and -0 is 0', () => {
    const samples = { reference: [0, 1, 2, 3, 5], current: [0, 4, 2, 7] }
    expect(run({ reference: [nan, -0, 1, 2, nan, 3, 5], current: [-0, 4, 2, 7, nan] })).toEqual(run(samples))
  })

  test('an offset of 1e9 changes nothing', () => {
    const samples = { reference: ramp(40), current: ramp(30, 3, 1.5) }
    const moved = { reference: samples.reference.map((x) => x + 1e9), current: samples.current.map((x) => x + 1e9) }
    const [a, b] = [run(samples), run(moved)]
    expectClose([b.statistic, b.pValue, b.effect!.value], [a.statistic, a.pValue, a.effect!.value], { rel: 1e-9 })
  })

  test('magnitudes of 1e300 and of 1e-200 are results', () => {
    for (const factor of [1e300, 1e-200, 5e-324]) {
      expectSound(run({ reference: ramp(9).map((x) => x * factor), current: ramp(9, -4).map((x) => x * factor) }))
    }
  })
})

test.each(Object.entries(ofRanks))('%s takes infinities as values', (_, run) => {
  const samples = { reference: [...ramp(12), inf, -inf], current: [...ramp(9, 4), inf, inf] }
  const finite = (values: number[]) => values.map((x) => Math.max(-99, Math.min(99, x)))
  expect(run(samples)).toEqual(run({ reference: finite(samples.reference), current: finite(samples.current) }))
})

test.each(Object.entries(ofMoments))('%s leaves infinities out and says so', (_, run) => {
  const result = run({ reference: [...ramp(12), inf, -inf], current: [...ramp(9, 4), inf] })
  const { warnings, ...rest } = run({ reference: ramp(12), current: ramp(9, 4) })
  expect(result).toEqual({ ...rest, warnings: ['3 infinite values were left out', ...warnings] })
  expect(() => run({ reference: [inf], current: [1] })).toThrow(fails('E_DRIFT_EMPTY'))
})

const ofCounts = Object.entries({ gTest, hellinger, jensenShannon, kullbackLeibler, lInfinity, psi, totalVariation })

test.each(ofCounts)('%s of equal shares is 0 with p 1, of one cell too, and sees sides that have nothing in common', (_, run) => {
  for (const counts of [
    { reference: [20, 30, 50], current: [40, 60, 100] },
    { reference: [7, 0], current: [3, 0] },
  ]) {
    const { statistic, pValue } = expectSound(run(counts))
    expectClose([statistic, pValue], [0, 1], { rel: 1e-9, abs: run === psi || run === kullbackLeibler ? 0.01 : 1e-12 })
  }
  expect(expectSound(run({ reference: [50, 0, 50], current: [0, 60, 0] })).pValue).toBeLessThan(1e-6)
})

test.each(Object.entries({ fisherExact, twoProportionZ }))('%s takes two cells, or one with p 1', (_, run) => {
  expect(run({ reference: [5], current: [3] }).pValue).toBe(1)
  expect(run({ reference: [5, 0], current: [3, 0] }).pValue).toBe(1)
  expect(() => run({ reference: [1, 2, 3], current: [1, 2, 3] })).toThrow(fails('E_DRIFT_COUNTS'))
  expect(run({ reference: [50, 50], current: [80, 20] }).effect).toMatchObject({ name: 'difference' })
})

test('Fisher has no odds ratio where its denominator is 0', () => {
  expect(fisherExact({ reference: [5, 0], current: [3, 4] }).oddsRatio).toBeNull()
})

test('sparse cells, ties and clamped figures are told', () => {
  expect(psi({ reference: [100, 3], current: [40, 2] }).warnings).toHaveLength(1)
  expect(psi({ reference: [100, 0], current: [40, 20] }, { fill: 1e-4 }).warnings.join()).toContain('filled with 0.0001')
  expect(gTest({ reference: [100, 3], current: [40, 2] }, { minimumExpected: 0 }).warnings.join()).toContain('fewer than 5')
  expect(twoProportionZ({ reference: [100, 3], current: [40, 2] }).warnings.join()).toContain('fisherExact')
  expect(kolmogorovSmirnov({ reference: [1, 1], current: [1, 2] }).warnings).toEqual([
    '3 of 4 values are tied: the p-value is conservative',
  ])
  const table = andersonDarling({ reference: ramp(50), current: ramp(50, 100) }, { method: 'table' })
  expect([table.pValue, table.warnings]).toEqual([0.001, ['the table ends here: the true p-value is below 0.001']])
  expect(cramerVonMises({ reference: ramp(200), current: ramp(200, 900) }).warnings.join()).toContain('1e-7')
})

test('Wasserstein falls back on another scale, and says which', () => {
  const inflated = { reference: [...new Array(30).fill(0), 5, 6], current: [...new Array(20).fill(0), 7] }
  expect(wasserstein(inflated).warnings).toEqual(['the interquartile scale of the reference is 0: the winsorised scale was taken'])
  expect(wasserstein({ reference: [4, 4, 4], current: [1, 2, 9] }).warnings.join()).toContain('the reference is constant')
})

test('one outlier does not hide a shift from the robust scales', () => {
  const samples = { reference: [...ramp(199), 1e6], current: ramp(200, 100) }
  const [robust, winsorised, plain] = (['interquartile', 'winsorised', 'deviation'] as const).map(
    (scale) => wasserstein(samples, { scale }).statistic,
  )
  expect(robust! / plain!).toBeGreaterThan(500)
  expectClose(winsorised, robust, { rel: 0.35 })
})

test.each<[string, () => unknown]>([
  ['an unknown scale', () => wasserstein({ reference: [1], current: [1] }, { scale: 'range' as never })],
  ['a base of 10', () => jensenShannon({ reference: [1], current: [1] }, { base: 10 as never })],
  ['no permutations', () => energyDistance({ reference: [1], current: [1] }, { permutations: 0 })],
  ['a seed that is no integer', () => energyDistance({ reference: [1], current: [1] }, { seed: 0.5 })],
  ['a cap of one row', () => maximumMeanDiscrepancy({ reference: [1], current: [1] }, { maximumRows: 1 })],
  ['a fill of 1', () => kullbackLeibler({ reference: [1], current: [1] }, { fill: 1 })],
])('%s is a typed error', (_, call) => {
  expect(call).toThrow(fails('E_DRIFT_OPTION'))
})
