import { expectClose } from '@millrace/core/testing'
import { describe, expect, test } from 'vitest'
import { benjaminiHochberg } from './benjamini-hochberg.ts'
import { chiSquareTwoByK } from './chi-square-two-by-k.ts'
import { joinRare } from './join-rare.ts'
import { oneSampleSurvival } from './kolmogorov/one-sample-survival.ts'
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts'
import { kolmogorovSmirnovFromCells } from './kolmogorov-smirnov-from-cells.ts'
import { psi } from './psi.ts'
import { testNullShares } from './test-null-shares.ts'

const fails = (code: string) => expect.objectContaining({ code })

describe('joinRare', () => {
  test('joins what expects fewer than 5 on the smaller side, by both sides together', () => {
    expect(joinRare({ reference: [900, 360, 240, 1000], current: [9, 4, 2, 10] })).toEqual({
      reference: [900, 1000, 600],
      current: [9, 10, 6],
      joined: 2,
    })
  })

  test('takes in the next rarest while the joined cell is rare itself, ties by position', () => {
    expect(joinRare({ reference: [8, 1, 8, 40], current: [8, 1, 8, 40] })).toEqual({
      reference: [8, 40, 9],
      current: [8, 40, 9],
      joined: 2,
    })
  })

  test('one cell of all is left where all are rare', () => {
    expect(joinRare({ reference: [1, 1, 1], current: [1, 0, 1] })).toEqual({ reference: [3], current: [2], joined: 3 })
  })

  test('leaves out cells that are empty on both sides, and joins nothing at 0', () => {
    expect(joinRare({ reference: [1, 0, 9], current: [1, 0, 9] }, { minimumExpected: 0 })).toEqual({
      reference: [1, 9],
      current: [1, 9],
      joined: 0,
    })
  })
})

test('balanced V is V at equal sizes, and does not fade when the reference grows', () => {
  const equal = chiSquareTwoByK({ reference: [500, 500], current: [600, 400] })
  expectClose(equal.balancedV, equal.cramersV, { rel: 1e-12 })
  const large = chiSquareTwoByK({ reference: [500_000, 500_000], current: [600, 400] })
  expectClose(large.balancedV, equal.balancedV, { rel: 0.02 })
  expect(large.cramersV).toBeLessThan(0.01)
})

test('PSI records what its fill makes of an empty cell', () => {
  const counts = { reference: [50, 50, 0], current: [40, 40, 20] }
  expect(psi(counts).statistic).toBeLessThan(psi(counts, { fill: 1e-4 }).statistic)
  expect(psi({ reference: [9, 0], current: [4, 0] })).toMatchObject({ statistic: 0, noise: 0, pValue: 1, cells: 1 })
})

test('samples that lie apart have one over the number of their orders as p, twice', () => {
  const apart = kolmogorovSmirnov({ reference: [1, 2, 3], current: [4, 5, 6, 7] })
  expectClose(apart.pValue, 2 / 35, { rel: 1e-15 })
})

test('the law of one sample falls as D grows, over all branches', () => {
  for (const n of [1, 2, 20, 140, 141, 1000, 50_000, 1_000_000, 30_000_000]) {
    const grid = Array.from({ length: 200 }, (_, i) => oneSampleSurvival(n, Math.min(1, ((i + 1) * 0.1) / Math.sqrt(n))))
    expect(grid.every((p, i) => p >= 0 && p <= 1 && (i === 0 || p <= grid[i - 1]! * (1 + 1e-9)))).toBe(true)
  }
})

test('NaN is left out, and infinities are values', () => {
  const [nan, inf] = [Number.NaN, Number.POSITIVE_INFINITY]
  const clean = kolmogorovSmirnov({ reference: [1, 2, inf], current: [2, 3] })
  expect(kolmogorovSmirnov({ reference: [nan, inf, 1, 2], current: [3, nan, 2] })).toEqual(clean)
  expectClose(clean.statistic, 1 / 3, { rel: 1e-15 })
})

test('cells of one value hide nothing', () => {
  const counts = { reference: [5, 10, 5], current: [0, 20, 0] }
  expect(kolmogorovSmirnovFromCells(counts, { points: [true, true, true] }).statistic).toEqual({ lower: 0.25, upper: 0.25 })
})

test('Fisher takes over where a cell expects fewer than 5 rows', () => {
  const method = (nulls: number) => testNullShares({ reference: { nulls, rows: 100 }, current: { nulls: 0, rows: 100 } }).method
  expect([method(9), method(10)]).toEqual(['fisher', 'chi-square'])
})

test('untested columns stay null and are not counted', () => {
  expect(benjaminiHochberg([null, 0.04, null])).toEqual([null, 0.04, null])
  expect(benjaminiHochberg([])).toEqual([])
})

test.each<[string, () => unknown, string]>([
  ['counts of two lengths', () => chiSquareTwoByK({ reference: [1], current: [1, 2] }), 'E_DRIFT_COUNTS'],
  ['a negative count', () => psi({ reference: [1, -1], current: [1, 2] }), 'E_DRIFT_COUNTS'],
  ['a count that is NaN', () => joinRare({ reference: [1, Number.NaN], current: [1, 2] }), 'E_DRIFT_COUNTS'],
  ['half a row', () => kolmogorovSmirnovFromCells({ reference: [0.5, 1], current: [1, 2] }), 'E_DRIFT_COUNTS'],
  ['no rows on a side', () => chiSquareTwoByK({ reference: [0, 0], current: [1, 2] }), 'E_DRIFT_EMPTY'],
  ['no values on a side', () => kolmogorovSmirnov({ reference: [Number.NaN], current: [1] }), 'E_DRIFT_EMPTY'],
  ['points of another length', () => kolmogorovSmirnovFromCells({ reference: [1], current: [1] }, { points: [] }), 'E_DRIFT_COUNTS'],
  ['a fill of 0', () => psi({ reference: [1], current: [1] }, { fill: 0 }), 'E_DRIFT_OPTION'],
  ['a p-value above 1', () => benjaminiHochberg([0.1, 1.1]), 'E_DRIFT_P_VALUE'],
  ['more nulls than rows', () => testNullShares({ reference: { nulls: 2, rows: 1 }, current: { nulls: 0, rows: 1 } }), 'E_DRIFT_COUNTS'],
  ['no rows at all', () => testNullShares({ reference: { nulls: 0, rows: 0 }, current: { nulls: 0, rows: 1 } }), 'E_DRIFT_EMPTY'],
])('%s is a typed error', (_, call, code) => {
  expect(call).toThrow(fails(code))
})
