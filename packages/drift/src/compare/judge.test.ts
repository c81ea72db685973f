import { describe, expect, test } from 'vitest'
import type { Bounds, Verdict } from './drift-report.ts'
import { judge } from './judge.ts'
import { exactly, type Judged, type Measure } from './measure.ts'

const options = { significance: 0.05, correction: 'none' } as const

function measure(judged: Partial<Judged> | null, column = 'x'): Measure {
  return {
    column,
    role: 'input',
    kind: 'number',
    test: 'kolmogorov-smirnov',
    psi: null,
    unseen: { count: null, share: null, values: [] },
    failure: judged === null ? 'all current values are null' : null,
    picture: { cells: [], histogram: null, reference: null, current: null },
    judged: judged && {
      test: 'kolmogorov-smirnov',
      method: 'exact',
      statistic: exactly(0.1),
      pValue: exactly(0.01),
      effect: { name: 'D', value: exactly(0.1), floor: 0.02 },
      noise: null,
      degreesOfFreedom: null,
      warnings: [],
      ...judged,
    },
    nulls: { reference: 0, current: 0, pValue: 1, effect: 0, floor: 0.02 },
  }
}

const verdictOf = (judged: Partial<Judged> | null): Verdict => judge([measure(judged)], options)[0]!.verdict
const between = (lower: number, upper: number): Bounds => ({ lower, upper })
const effect = (name: Judged['effect']['name'], value: Bounds, floor: number) => ({ name, value, floor })

describe('one rule for every test', () => {
  test.each<[Verdict, string, Partial<Judged> | null]>([
    ['drifted', 'significant and at the floor', { effect: effect('D', exactly(0.02), 0.02) }],
    ['small', 'significant and below it', { effect: effect('D', exactly(0.0199), 0.02) }],
    ['stable', 'not significant', { pValue: exactly(0.05) }],
    ['drifted', 'an AUC far below a half', { effect: effect('AUC', exactly(0.3), 0.02) }],
    ['small', 'an AUC near a half', { effect: effect('AUC', exactly(0.505), 0.02) }],
    ['drifted', 'a negative d', { effect: effect('d', exactly(-0.4), 0.05) }],
    ['small', 'a small negative difference', { effect: effect('difference', exactly(-0.01), 0.02) }],
    [
      'drifted',
      'a distance above its noise and its threshold',
      { pValue: null, noise: 0.05, effect: effect('distance', exactly(0.1), 0.1) },
    ],
    ['stable', 'a distance below its noise', { pValue: null, noise: 0.2, effect: effect('distance', exactly(0.1), 0.1) }],
    [
      'small',
      'a distance above its noise, below its threshold',
      { pValue: null, noise: 0.05, effect: effect('distance', exactly(0.1), 0.3) },
    ],
    ['drifted', 'a distance without noise, above its threshold', { pValue: null, effect: effect('distance', exactly(0.1), 0.1) }],
    ['stable', 'a distance of 0 without noise', { pValue: null, statistic: exactly(0), effect: effect('distance', exactly(0), 0) }],
    ['failed', 'nothing', null],
  ])('%s: %s', (verdict, _, judged) => expect(verdictOf(judged)).toBe(verdict))

  test.each<[Verdict, string, Partial<Judged>]>([
    ['inconclusive', 'a p-value on both sides of the significance', { pValue: between(0.01, 0.2) }],
    ['inconclusive', 'an effect on both sides of its floor', { effect: effect('D', between(0.01, 0.03), 0.02) }],
    [
      'stable',
      'an effect below its floor, whatever the p-value',
      { pValue: between(0.01, 0.2), effect: effect('D', between(0, 0.01), 0.02) },
    ],
    ['drifted', 'bounds on one side', { pValue: between(1e-9, 0.01), effect: effect('D', between(0.05, 0.1), 0.02) }],
    ['inconclusive', 'a distance with its noise between its bounds', { pValue: null, noise: 0.1, statistic: between(0.05, 0.2) }],
  ])('of bounds, %s: %s', (verdict, _, judged) => expect(verdictOf(judged)).toBe(verdict))
})

test('the correction is over all columns of the family', () => {
  const family = [0.01, 0.04, 0.03, 0.5].map((p, i) => measure({ pValue: exactly(p) }, `x${i}`))
  const drifted = (correction: 'benjamini-hochberg' | 'bonferroni' | 'none') =>
    judge([...family, measure(null)], { ...options, correction }).map(({ drifted }) => drifted)
  expect(drifted('none')).toEqual([true, true, true, false, false])
  expect(drifted('benjamini-hochberg')).toEqual([true, false, false, false, false])
  expect(drifted('bonferroni')).toEqual([true, false, false, false, false])
})

test('null shares are a family of their own', () => {
  const rising = { ...measure({ pValue: exactly(1) }), nulls: { reference: 0, current: 0.3, pValue: 1e-6, effect: 0.4, floor: 0.02 } }
  const [first, second] = judge([rising, measure(null)], { significance: 0.05, correction: 'bonferroni' })
  expect(first).toMatchObject({ verdict: 'stable', nulls: { adjustedPValue: 2e-6, drifted: true } })
  expect(second).toMatchObject({ verdict: 'failed', nulls: { drifted: false } })
})
