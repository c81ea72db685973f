import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinNumber, splitNumber } from './number-columns.ts'

describe('a number in two columns', () => {
  it('is the same number again, but for -0', () => {
    fc.assert(fc.property(fc.double(), (number) => Object.is(joinNumber(splitNumber(number)), number + 0)))
    for (const number of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MAX_VALUE, 5e-324]) {
      expect(joinNumber(splitNumber(number))).toBe(number)
    }
    expect(joinNumber(splitNumber(-0))).toBe(0)
  })

  it('is finite, and ordered by flag and value as numbers are, NaN last', () => {
    const compare = (a: number, b: number) => {
      const [x, y] = [splitNumber(a), splitNumber(b)]
      return Math.sign(x.flag - y.flag) || Math.sign(x.value - y.value)
    }
    fc.assert(
      fc.property(fc.double(), fc.double(), (a, b) => {
        expect(Number.isFinite(splitNumber(a).value)).toBe(true)
        const expected =
          Number.isNaN(a) || Number.isNaN(b) ? Number(Number.isNaN(a)) - Number(Number.isNaN(b)) : a === b ? 0 : a < b ? -1 : 1
        expect(compare(a, b)).toBe(expected)
      }),
    )
  })
})
