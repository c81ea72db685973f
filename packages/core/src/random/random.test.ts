import { describe, expect, it } from 'vitest'
import { failure } from '../../test/support/failure.ts'
import { seededRandom } from './random.ts'

const draws = <T>(count: number, draw: () => T) => Array.from({ length: count }, draw)

/** xoshiro128** as its authors publish it, over BigInt, from a given state. */
function reference(state: readonly number[]): () => number {
  const mask = 0xffff_ffffn
  let [a, b, c, d] = state.map((word) => BigInt(word >>> 0)) as [bigint, bigint, bigint, bigint]
  const rotl = (x: bigint, k: bigint) => ((x << k) | (x >> (32n - k))) & mask
  return () => {
    const result = (rotl((b * 5n) & mask, 7n) * 9n) & mask
    const t = (b << 9n) & mask
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = rotl(d, 11n)
    return Number(result)
  }
}

/** The state that a small seed is spread to, by the finaliser of MurmurHash3 over a Weyl sequence. */
function stateOf(seed: number): number[] {
  let mix = seed
  const words = draws(4, () => {
    mix = (mix + 0x9e3779b9) | 0
    let z = mix
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return z ^ (z >>> 16)
  })
  words[3]! |= 1
  return words
}

it.each([0, 1, 7, 123_456])('the stream of seed %d is that of xoshiro128**', (seed) => {
  const bits = reference(stateOf(seed))
  const random = seededRandom(seed)
  expect(draws(1_000, () => random.integer(2 ** 32))).toEqual(draws(1_000, bits))
})

it('the same seed gives the same stream, another seed another', () => {
  const stream = (seed: number) => {
    const random = seededRandom(seed)
    return draws(20, () => [random.next(), random.integer(10), random.normal()])
  }
  expect(stream(7)).toEqual(stream(7))
  const seeds = [0, 1, 2, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1]
  expect(new Set(seeds.map((seed) => JSON.stringify(stream(seed)))).size).toBe(seeds.length)
})

describe('numbers are spread as they should be', () => {
  const random = seededRandom(11)
  const count = 100_000

  it('uniform in [0, 1)', () => {
    const values = draws(count, random.next)
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true)
    const cells = new Array<number>(20).fill(0)
    for (const value of values) cells[Math.floor(value * 20)]!++
    // Five standard deviations of a cell's count.
    for (const cell of cells) expect(Math.abs(cell - count / 20)).toBeLessThan(5 * Math.sqrt((count / 20) * 0.95))
  })

  it('integers below any bound, without bias where the bound does not divide 2^32', () => {
    const bound = 3 * 2 ** 30
    const values = draws(count, () => random.integer(bound))
    const low = values.filter((value) => value < 2 ** 30).length
    expect(Math.abs(low - count / 3)).toBeLessThan(5 * Math.sqrt((count * 2) / 9))
    expect(draws(100, () => random.integer(1)).every((value) => value === 0)).toBe(true)
  })

  it('normal with mean 0 and deviation 1', () => {
    const values = draws(count, random.normal)
    const mean = values.reduce((sum, value) => sum + value, 0) / count
    const variance = values.reduce((sum, value) => sum + value * value, 0) / count
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(count))
    expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(2 / count))
  })
})

describe('shuffle', () => {
  it('keeps the values, in place', () => {
    const values = Int32Array.from({ length: 100 }, (_, i) => i)
    const shuffled = seededRandom(3).shuffle(values)
    expect(shuffled).toBe(values)
    expect([...shuffled].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i))
    expect(seededRandom(3).shuffle([])).toEqual([])
  })

  it('gives each order equally often', () => {
    const random = seededRandom(5)
    const counts = new Map<string, number>()
    for (let i = 0; i < 24_000; i++) {
      const order = random.shuffle(['a', 'b', 'c', 'd']).join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(24)
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(5 * Math.sqrt(1_000))
  })
})

it.each([-1, 0.5, Number.NaN, 2 ** 53, '7' as never])('the seed %s is refused', (seed) => {
  const { code, message } = failure(() => seededRandom(seed))
  expect([code, message]).toEqual(['E_SEED_INVALID', `seededRandom: the seed is ${seed}; give an integer from 0 to 2^53 - 1`])
})

it.each([0, -1, 1.5, 2 ** 32 + 1, Number.NaN])('the bound %s is refused', (bound) => {
  expect(() => seededRandom(1).integer(bound)).toThrow(new RangeError(`integer: the bound ${bound} is not an integer from 1 to 2^32`))
})
