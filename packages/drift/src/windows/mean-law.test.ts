import { type Random, seededRandom } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { columnOf, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import { profile } from '../profile/profile.ts'
import type { NumberProfile } from '../profile/profile-types.ts'
import { meanLimits, pointsOf } from './mean-law.ts'

const rate = 0.0027

async function profileOf(values: readonly (number | null)[]): Promise<NumberProfile> {
  const rows = tableOf({ x: columnOf(values) })
  return (await profile(monitorOf(rows), rows)).columns[0] as NumberProfile
}

describe('points', () => {
  const laws: Readonly<Record<string, (random: Random) => number>> = {
    normal: (random) => random.normal(),
    lognormal: (random) => Math.exp(random.normal()),
    'zero-inflated': (random) => (random.next() < 0.4 ? 0 : Math.exp(random.normal())),
    discrete: (random) => Math.floor(5 * random.next()),
  }

  test.each(Object.entries(laws))('have the weight, the mean and the variance of the reference: %s', async (_, draw) => {
    const random = seededRandom(2)
    const reference = await profileOf(Array.from({ length: 3000 }, () => draw(random)))
    const { distances, weights } = pointsOf(reference)
    const sum = (of: (distance: number) => number) =>
      distances.reduce((total, distance, index) => total + weights[index]! * of(distance), 0)
    expect(sum(() => 1)).toBeCloseTo(1, 12)
    expect(Math.abs(sum((distance) => distance))).toBeLessThan(0.002)
    expect(sum((distance) => distance ** 2) / (reference.squares! / 3000)).toBeCloseTo(1, 3)
  })
})

describe('limits', () => {
  test('of a normal column are three standard errors of both means', async () => {
    const random = seededRandom(3)
    const reference = await profileOf(Array.from({ length: 20_000 }, () => 5 + 2 * random.normal()))
    const { lower, upper } = meanLimits(pointsOf(reference), { sizes: { reference: 20_000, current: 400 }, rate })
    const error = Math.sqrt((reference.squares! / 20_000) * (1 / 20_000 + 1 / 400))
    expect(upper / error).toBeCloseTo(3, 1)
    expect(lower / error).toBeCloseTo(-3, 1)
  })

  test('of a skewed column are skewed as it is, and no window can go below the least value', async () => {
    const random = seededRandom(4)
    const reference = await profileOf(Array.from({ length: 4000 }, () => Math.exp(random.normal())))
    const { lower, upper } = meanLimits(pointsOf(reference), { sizes: { reference: 4000, current: 20 }, rate })
    expect(upper).toBeGreaterThan(2 * -lower)
    expect(-lower).toBeLessThan(reference.mean! - reference.minimum!)
  })

  test('of a constant column have no width', async () => {
    const reference = await profileOf(new Array<number>(40).fill(7))
    expect(meanLimits(pointsOf(reference), { sizes: { reference: 40, current: 10 }, rate })).toEqual({ lower: 0, upper: 0 })
  })

  test.each([
    ['normal', (random: Random) => random.normal(), 300, 100, 1],
    ['exponential', (random: Random) => -Math.log(1 - random.next()), 600, 20, 1.25],
    ['two values', (random: Random) => Number(random.next() < 0.2), 800, 60, 1.25],
    ['lognormal', (random: Random) => Math.exp(random.normal()), 1000, 30, 2],
  ] as const)('%s, %#: a mean lies beyond them about as often as promised', async (_, draw, known, rows, factor) => {
    const random = seededRandom(5)
    const [references, windows] = [25, 60]
    let beyond = 0
    for (let repeat = 0; repeat < references; repeat++) {
      const reference = await profileOf(Array.from({ length: known }, () => draw(random)))
      const { lower, upper } = meanLimits(pointsOf(reference), { sizes: { reference: known, current: rows }, rate })
      for (let window = 0; window < windows; window++) {
        let sum = 0
        for (let row = 0; row < rows; row++) sum += draw(random)
        const difference = sum / rows - reference.mean!
        if (difference < lower || difference > upper) beyond++
      }
    }
    const share = factor * rate
    expect(beyond / (references * windows)).toBeLessThanOrEqual(share + 3.5 * Math.sqrt(share / (references * windows)))
  })
})
