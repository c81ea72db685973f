import { type Random, seededRandom } from '@millrace/core'
import { chiSquareSurvival } from '@millrace/core/distributions'
import { describe, expect, test } from 'vitest'
import { chiSquareLimit, countLimits, driftedLimit } from './control-limits.ts'

const rate = 0.0027

/** Nominal rate plus 3.5 standard errors. */
const most = (repeats: number, share = rate) => share + 3.5 * Math.sqrt((share * (1 - share)) / repeats)

function binomial(random: Random, rows: number, share: number): number {
  let count = 0
  for (let row = 0; row < rows; row++) if (random.next() < share) count++
  return count
}

describe('counts', () => {
  test.each([
    [1000, 300, 0.02],
    [300, 1000, 0.2],
    [500, 500, 0.002],
    [200, 60, 0.5],
  ])('of %i reference and %i window rows at a share of %f lie beyond the limits at most as often as promised', (known, rows, share) => {
    const random = seededRandom(known + rows)
    const repeats = 4000
    let beyond = 0
    for (let repeat = 0; repeat < repeats; repeat++) {
      const { lower, upper } = countLimits({ reference: { count: binomial(random, known, share), rows: known }, rows }, rate)
      const count = binomial(random, rows, share)
      if (count < lower || count > upper) beyond++
    }
    expect(beyond / repeats).toBeLessThanOrEqual(most(repeats))
  })

  test('a share that the reference never had may still come up by chance, and one that it always had may fail', () => {
    expect(countLimits({ reference: { count: 0, rows: 1000 }, rows: 1000 }, rate)).toEqual({ lower: 0, upper: 9 })
    expect(countLimits({ reference: { count: 1000, rows: 1000 }, rows: 1000 }, rate)).toEqual({ lower: 991, upper: 1000 })
    expect(countLimits({ reference: { count: 0, rows: 1_000_000 }, rows: 100 }, rate)).toEqual({ lower: 0, upper: 0 })
  })

  test('with a large reference they are those of the binomial law', () => {
    const { lower, upper } = countLimits({ reference: { count: 2e8, rows: 1e9 }, rows: 10_000 }, rate)
    expect([lower, upper]).toEqual([1881, 2121])
  })
})

test('chi-square is exceeded at the rate', () => {
  for (const degreesOfFreedom of [1, 9, 199]) {
    expect(chiSquareSurvival(chiSquareLimit(degreesOfFreedom, rate), { degreesOfFreedom })).toBeCloseTo(rate, 9)
  }
})

describe('drifted columns', () => {
  test('under Benjamini-Hochberg two of many may drift by chance, under no correction many', () => {
    const family = { columns: 50, significance: 0.05 }
    expect(driftedLimit({ ...family, correction: 'benjamini-hochberg' }, rate)).toBe(2)
    expect(driftedLimit({ ...family, correction: 'bonferroni' }, rate)).toBe(1)
    expect(driftedLimit({ ...family, correction: 'none' }, rate)).toBe(8)
    expect(driftedLimit({ columns: 1, significance: 0.05, correction: 'none' }, rate)).toBe(1)
    expect(driftedLimit({ columns: 1, significance: 0.001, correction: 'none' }, rate)).toBe(0)
  })
})
