import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { float32AtMost, float32Below } from './float32-boundary.ts'

const least = 2 ** -149
const greatest = (2 - 2 ** -23) * 2 ** 127
const float32 = fc.oneof(
  fc.constantFrom(0, -0, least, -least, 1, -1, greatest, -greatest, 2 ** -126),
  fc.float({ noNaN: true, noDefaultInfinity: true }),
)

/** Doubles around the boundaries of a float32, where rounding decides. */
const near = (t: number) =>
  fc.tuple(fc.constantFrom(-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2), fc.integer({ min: -2, max: 2 })).map(([steps, nudge]) => {
    const step = Math.max(least, 2 ** (Math.floor(Math.log2(Math.abs(t) || least)) - 23))
    const x = t + steps * step
    return x * (1 + nudge * 2 ** -52)
  })

const probe = float32.chain((t) => fc.tuple(fc.constant(t), fc.oneof(near(t), fc.double({ noNaN: true }))))

describe('float32 comparisons of doubles', () => {
  it('float32AtMost: x <= boundary is fround(x) <= t, for every double', () => {
    fc.assert(
      fc.property(probe, ([t, x]) => x <= float32AtMost(t) === Math.fround(x) <= t),
      { numRuns: 2_000 },
    )
  })

  it('float32Below: x <= boundary is fround(x) < t, for every double', () => {
    fc.assert(
      fc.property(probe, ([t, x]) => x <= float32Below(t) === Math.fround(x) < t),
      { numRuns: 2_000 },
    )
  })

  it('sends the double half-way to the neighbour whose last bit is even', () => {
    const step = 2 ** -23
    expect(float32AtMost(1)).toBe(1 + step / 2)
    expect(float32AtMost(1 + step)).toBeLessThan(1 + 1.5 * step)
  })
})
