import { chiSquareSurvival, normalSurvival } from '@millrace/core/distributions'
import { describe, expect, test } from 'vitest'
import { exampleColumn } from '../../test/support/example-report.ts'
import { chiSquareTwoByK } from '../tests/chi-square-two-by-k.ts'
import type { EffectName } from '../tests/test-result.ts'
import { effectLimits } from './effect-limits.ts'

const rate = 0.0027
const sizes = { reference: 1000, current: 250 }
const column = (name: EffectName, floor: number, changes = {}) => exampleColumn({ effect: { name, value: 0.1, floor }, ...changes })

describe('an effect stays within', () => {
  test('D: the limit law of Kolmogorov-Smirnov', () => {
    const { lower, upper } = effectLimits(column('D', 0), { sizes, rate })
    expect(lower).toBeNull()
    expect(2 * Math.exp(-2 * upper! ** 2 * 200)).toBeCloseTo(rate, 12)
  })

  test('V: what chi-square at its limit has', () => {
    const table = { reference: [300, 700], current: [75, 175] }
    const beyond = [75, 76, 77, 80, 90, 95, 96, 97, 100].find((count) => {
      const { balancedV } = chiSquareTwoByK({ ...table, current: [count, 250 - count] })
      return balancedV > effectLimits(column('V', 0, { degreesOfFreedom: 1 }), { sizes, rate }).upper!
    })!
    const { statistic } = chiSquareTwoByK({ ...table, current: [beyond, 250 - beyond] })
    expect(chiSquareSurvival(statistic, { degreesOfFreedom: 1 })).toBeLessThan(rate)
    const before = chiSquareTwoByK({ ...table, current: [beyond - 1, 251 - beyond] })
    expect(chiSquareSurvival(before.statistic, { degreesOfFreedom: 1 })).toBeGreaterThan(rate)
  })

  test.each([
    ['AUC', 0.5, Math.sqrt(1251 / (12 * 250_000))],
    ['d', 0, Math.sqrt(1 / 1000 + 1 / 250)],
    ['difference', 0, 0.5 * Math.sqrt(1 / 1000 + 1 / 250)],
  ] as const)('%s: three standard errors on both sides', (name, center, error) => {
    const { lower, upper } = effectLimits(column(name, 0), { sizes, rate })
    expect(2 * normalSurvival((upper! - center) / error)).toBeCloseTo(rate, 12)
    expect(center - lower!).toBeCloseTo(upper! - center, 12)
  })

  test('a difference of shares: the standard error that its z says', () => {
    const { upper } = effectLimits(column('difference', 0, { test: 'two-proportion-z', statistic: 5 }), { sizes, rate })
    expect(2 * normalSurvival(upper! / (0.1 / 5))).toBeCloseTo(rate, 12)
  })

  test('a distance: its threshold, or its noise where that is more', () => {
    expect(effectLimits(column('distance', 0.1), { sizes, rate })).toEqual({ lower: null, upper: 0.1 })
    expect(effectLimits(column('distance', 0.1, { noise: 0.3 }), { sizes, rate }).upper).toBe(0.3)
  })

  test.each([
    ['D', 0.5, [null, 0.5]],
    ['V', 0.5, [null, 0.5]],
    ['AUC', 0.5, [0.25, 0.75]],
    ['d', 0.5, [-0.5, 0.5]],
    ['difference', 0.5, [-0.5, 0.5]],
  ] as const)('%s: its floor, where noise is less', (name, floor, [lower, upper]) => {
    expect(effectLimits(column(name, floor, { degreesOfFreedom: 1 }), { sizes, rate })).toEqual({ lower, upper })
  })
})
