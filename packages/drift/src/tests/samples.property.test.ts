import { expectClose } from '@millrace/core/testing'
import { array, assert, constantFrom, double, integer, oneof, property, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { andersonDarling } from './anderson-darling.ts'
import { cramerVonMises } from './cramer-von-mises.ts'
import { energyDistance } from './energy-distance.ts'
import { eppsSingleton } from './epps-singleton.ts'
import { kolmogorovSmirnovOfSorted } from './kolmogorov-smirnov.ts'
import { mannWhitney } from './mann-whitney.ts'
import { maximumMeanDiscrepancy } from './maximum-mean-discrepancy.ts'
import { studentT } from './student-t.ts'
import { sweepSorted } from './sweep.ts'
import type { TestResult } from './test-result.ts'
import { sortSamples, type TwoSamples } from './two-samples.ts'
import { wasserstein, wassersteinOfSorted } from './wasserstein.ts'
import { welchT } from './welch-t.ts'

const value = oneof(
  integer({ min: -4, max: 4 }),
  double({ min: -1e6, max: 1e6, noNaN: true }),
  constantFrom(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, -0, 1e9, 1e9 + 1),
)
const sample = array(value, { maxLength: 40 }).map((values) => [...values, 0.5, 1])
const samples = tuple(sample, sample).map(([reference, current]) => ({ reference, current }))

interface Case {
  readonly run: (samples: TwoSamples) => TestResult
  /** What the statistic becomes when sides change places. */
  readonly turned: 'same' | 'negative' | 'complement' | 'other'
  /** Whether increasing maps of the values change nothing. */
  readonly ranks: boolean
}

const cases: Readonly<Record<string, Case>> = {
  andersonDarling: { run: (both) => andersonDarling(both), turned: 'same', ranks: true },
  andersonDarlingByTable: { run: (both) => andersonDarling(both, { method: 'table' }), turned: 'same', ranks: true },
  cramerVonMises: { run: (both) => cramerVonMises(both), turned: 'same', ranks: true },
  mannWhitney: { run: (both) => mannWhitney(both), turned: 'complement', ranks: true },
  welchT: { run: welchT, turned: 'negative', ranks: false },
  studentT: { run: studentT, turned: 'negative', ranks: false },
  eppsSingleton: { run: eppsSingleton, turned: 'other', ranks: false },
  wasserstein: { run: (both) => wasserstein(both, { scale: 'none' }), turned: 'same', ranks: false },
  energyDistance: { run: (both) => energyDistance(both, { permutations: 19 }), turned: 'same', ranks: false },
  maximumMeanDiscrepancy: { run: (both) => maximumMeanDiscrepancy(both, { permutations: 19 }), turned: 'same', ranks: false },
}

describe.each(Object.entries(cases))('%s', (_, { run, turned, ranks }) => {
  test('p is a probability, inputs stay as they are, and the order of rows does not matter', () => {
    assert(
      property(samples, ({ reference, current }) => {
        const before = JSON.stringify([reference, current])
        const result = run({ reference, current })
        expect(JSON.stringify([reference, current])).toBe(before)
        expect(result.pValue! >= 0 && result.pValue! <= 1 && Number.isFinite(result.statistic)).toBe(true)
        expect(run({ reference: reference.toReversed(), current: current.toSorted() })).toEqual(result)
      }),
      { numRuns: 60 },
    )
  })

  test('sides may change places', () => {
    assert(
      property(samples, ({ reference, current }) => {
        const result = run({ reference, current })
        const other = run({ reference: current, current: reference })
        const { sizes, statistic } = result
        const expected = {
          same: statistic,
          negative: -statistic,
          complement: sizes.reference * sizes.current - statistic,
          other: other.statistic,
        }
        expectClose(other.statistic, expected[turned], { rel: 1e-6, abs: 1e-9 })
        // A permutation law draws other sides, Epps and Singleton centre at the reference.
        if (result.method !== 'permutation' && turned !== 'other') expectClose(other.pValue, result.pValue, { rel: 1e-6, abs: 1e-12 })
      }),
      { numRuns: 60 },
    )
  })

  test.runIf(ranks)('increasing maps change nothing', () => {
    assert(
      property(samples, ({ reference, current }) => {
        const bent = (values: readonly number[]) => values.map((x) => (x > 0 ? 4 * x : 2 * x))
        expect(run({ reference: bent(reference), current: bent(current) })).toEqual(run({ reference, current }))
      }),
      { numRuns: 60 },
    )
  })

  test('identical sides are not told apart', () => {
    assert(
      property(sample, (values) => {
        expect(run({ reference: values, current: values }).pValue).toBeGreaterThan(0.2)
      }),
      { numRuns: 40 },
    )
  })
})

test('one sweep gives the same D and the same distance as two', () => {
  assert(
    property(samples, (both) => {
      const sorted = sortSamples(both)
      const sweep = sweepSorted(sorted)
      expect(kolmogorovSmirnovOfSorted(sorted, { sweep })).toEqual(kolmogorovSmirnovOfSorted(sorted))
      expect(wassersteinOfSorted(sorted, { sweep })).toEqual(wassersteinOfSorted(sorted))
    }),
  )
})

test('Wasserstein, Epps-Singleton and d do not depend on the unit', () => {
  assert(
    property(samples, constantFrom(1024, 2 ** 40), ({ reference, current }, unit) => {
      const scaled = { reference: reference.map((x) => x * unit), current: current.map((x) => x * unit) }
      for (const run of [wasserstein, eppsSingleton, welchT]) {
        const [a, b] = [run({ reference, current }), run(scaled)]
        expectClose([b.statistic, b.pValue, b.effect!.value], [a.statistic, a.pValue, a.effect!.value], { rel: 1e-9, abs: 1e-300 })
      }
    }),
  )
})
