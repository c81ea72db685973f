import { expectClose } from '@millrace/core/testing'
import { array, assert, constantFrom, double, integer, oneof, property, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { cellBounds } from '../profile/cell-bounds.ts'
import { countNumbers } from '../profile/count-numbers.ts'
import { quantileCells } from '../profile/reference-cells.ts'
import { benjaminiHochberg } from './benjamini-hochberg.ts'
import { chiSquareTwoByK } from './chi-square-two-by-k.ts'
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts'
import { kolmogorovSmirnovFromCells } from './kolmogorov-smirnov-from-cells.ts'
import { psi } from './psi.ts'
import { sortedValues } from './sorting/sorted-values.ts'
import { testNullShares } from './test-null-shares.ts'

const tied = integer({ min: -4, max: 4 })
const value = oneof(
  tied,
  double({ min: -1e6, max: 1e6, noNaN: true }),
  constantFrom(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0),
)
const sample = array(value, { minLength: 1, maxLength: 60 })
const samples = tuple(sample, sample).map(([reference, current]) => ({ reference, current }))
const counts = array(tuple(integer({ min: 0, max: 40 }), integer({ min: 0, max: 40 })), { minLength: 1, maxLength: 12 }).map((cells) => ({
  reference: [...cells.map(([count]) => count), 1],
  current: [...cells.map(([, count]) => count), 1],
}))
const isProbability = (p: number) => p >= 0 && p <= 1

test('Kolmogorov-Smirnov is symmetric, blind to the order of rows and to increasing maps, and changes no input', () => {
  assert(
    property(samples, constantFrom('exact', 'asymptotic'), ({ reference, current }, method) => {
      const before = JSON.stringify([reference, current])
      const result = kolmogorovSmirnov({ reference, current }, { method })
      const turned = kolmogorovSmirnov({ reference: current, current: reference }, { method })
      const bent = (values: readonly number[]) => values.map((x) => (x > 0 ? 4 * x : x / 2)).reverse()
      const mapped = kolmogorovSmirnov({ reference: bent(reference), current: bent(current) }, { method })
      expect(JSON.stringify([reference, current])).toBe(before)
      expect(isProbability(result.pValue)).toBe(true)
      expectClose([turned.statistic, turned.pValue], [result.statistic, result.pValue], { rel: 1e-12 })
      expectClose([mapped.statistic, mapped.pValue], [result.statistic, result.pValue], { rel: 1e-12 })
    }),
  )
})

test('identical samples have D 0 and p 1', () => {
  assert(
    property(sample, (values) => {
      expect(kolmogorovSmirnov({ reference: values, current: values })).toMatchObject({ statistic: 0, pValue: 1 })
    }),
  )
})

test('bounds from cells hold what raw values say', () => {
  assert(
    property(samples, constantFrom(10, 20), ({ reference, current }, parts) => {
      const { bounds, points } = cellBounds(quantileCells(sortedValues(reference).filter(Number.isFinite), parts))
      const [a, b] = [reference, current].map((values) => countNumbers(Float64Array.from(values), bounds).counts)
      const { statistic, pValue } = kolmogorovSmirnovFromCells({ reference: a!, current: b! }, { points })
      const exact = kolmogorovSmirnov({ reference, current })
      expect(statistic.lower).toBeLessThanOrEqual(exact.statistic + 1e-12)
      expect(statistic.upper).toBeGreaterThanOrEqual(exact.statistic - 1e-12)
      expect(pValue.lower).toBeLessThanOrEqual(exact.pValue + 1e-12)
      expect(pValue.upper).toBeGreaterThanOrEqual(exact.pValue - 1e-12)
    }),
  )
})

test('chi-square and PSI are symmetric and do not depend on the order of cells', () => {
  assert(
    property(counts, ({ reference, current }) => {
      const turned = { reference: current.toReversed(), current: reference.toReversed() }
      const figures = (sides: typeof turned) => {
        const { statistic, pValue, cramersV, balancedV } = chiSquareTwoByK(sides, { minimumExpected: 0 })
        const { statistic: value, noise } = psi(sides)
        expect([isProbability(pValue), isProbability(cramersV), isProbability(balancedV), value >= 0]).toEqual([true, true, true, true])
        return [statistic, pValue, cramersV, balancedV, value, noise]
      }
      expectClose(figures(turned), figures({ reference, current }), { rel: 1e-9, abs: 1e-12 })
    }),
  )
})

test('null shares: p is a probability, and turning sides or meaning round does not change it', () => {
  const side = tuple(integer({ min: 0, max: 30 }), integer({ min: 1, max: 40 })).map(([nulls, others]) => ({ nulls, rows: nulls + others }))
  const opposite = ({ nulls, rows }: { nulls: number; rows: number }) => ({ nulls: rows - nulls, rows })
  assert(
    property(side, side, (reference, current) => {
      const { pValue } = testNullShares({ reference, current })
      expect(isProbability(pValue)).toBe(true)
      expectClose(testNullShares({ reference: current, current: reference }).pValue, pValue, { rel: 1e-9 })
      expectClose(testNullShares({ reference: opposite(reference), current: opposite(current) }).pValue, pValue, { rel: 1e-9 })
    }),
  )
})

test('adjusted p-values keep the order, are not below the given ones and are not above 1', () => {
  assert(
    property(array(double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (pValues) => {
      const adjusted = benjaminiHochberg(pValues) as number[]
      const pairs = pValues.map((p, index) => ({ p, q: adjusted[index]! })).sort((a, b) => a.p - b.p)
      expect(pairs.every(({ p, q }) => q >= p && q <= 1)).toBe(true)
      expect(pairs.every(({ q }, index) => index === 0 || q >= pairs[index - 1]!.q)).toBe(true)
    }),
  )
})
