import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMoments, type Moments } from './moments.ts'

/** Moments of numbers that come in blocks of a length. */
function momentsOf(values: readonly number[], blockLength = 1024): Moments {
  const moments = createMoments()
  for (let start = 0; start < values.length; start += blockLength) {
    const block = Float64Array.from(values.slice(start, start + blockLength))
    moments.add(block, block.length)
  }
  return moments
}

it('start empty, and stay so where every number is NaN', () => {
  for (const moments of [createMoments(), momentsOf([Number.NaN, Number.NaN])]) {
    expect([moments.count, moments.mean, moments.squares, moments.minimum, moments.maximum]).toEqual([
      0,
      Number.NaN,
      0,
      Number.NaN,
      Number.NaN,
    ])
  }
})

it('leave NaN out, wherever it stands', () => {
  const moments = momentsOf([Number.NaN, 3, Number.NaN, 1, Number.NaN], 2)
  expect([moments.count, moments.mean, moments.squares, moments.minimum, moments.maximum]).toEqual([2, 2, 2, 1, 3])
})

it('read the first numbers of a block alone', () => {
  const moments = createMoments()
  moments.add(Float64Array.of(1, 2, 100), 2)
  expect([moments.count, moments.mean, moments.maximum]).toEqual([2, 1.5, 2])
})

describe('of a constant column have no deviation and its very mean', () => {
  it.each([0.1, -0.3, 1e308, 5e-324, 123_456_789.123])('%d', (value) => {
    const moments = momentsOf(new Array(5_000).fill(value), 1000)
    expect([moments.mean, moments.squares]).toEqual([value, 0])
  })
})

it('keep their figures far from 0, in whatever blocks', () => {
  const number = fc.integer({ min: -1000, max: 1000 })
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 200 }), fc.integer({ min: 1, max: 50 }), (values, blockLength) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
      const moments = momentsOf(
        values.map((value) => 1e9 + value),
        blockLength,
      )
      expect(Math.abs(moments.mean - 1e9 - mean)).toBeLessThanOrEqual(1e-6)
      expect(Math.abs(moments.squares - squares)).toBeLessThanOrEqual(1e-6 * Math.max(1, squares))
      expect([moments.minimum, moments.maximum]).toEqual([1e9 + Math.min(...values), 1e9 + Math.max(...values)])
    }),
  )
})

it('of numbers near the largest have a finite mean, and infinite squares where those overflow', () => {
  const moments = momentsOf([1.7e308, -1.7e308, 1.7e308], 2)
  expect(Math.abs(moments.mean / 1.7e308 - 1 / 3)).toBeLessThanOrEqual(1e-15)
  expect([moments.squares, moments.minimum, moments.maximum]).toEqual([Number.POSITIVE_INFINITY, -1.7e308, 1.7e308])
})
