import { MillraceError } from '../errors/millrace-error.ts'

/**
 * A local, seeded stream of random numbers.
 *
 * @category Random numbers
 * @since 0.1.0
 */
export interface Random {
  /** Uniform number in [0, 1) with 53 random bits. */
  next(): number
  /** Uniform integer in [0, bound), without modulo bias; `bound` is 1 to 2^32. */
  integer(bound: number): number
  /** Standard normal number (polar method of Marsaglia). */
  normal(): number
  /** Shuffles in place (Fisher and Yates) and returns the same array. */
  shuffle<T extends Int32Array | Uint32Array | Float64Array | unknown[]>(values: T): T
}

/**
 * Makes a generator whose stream depends on the seed alone: the same on every machine and in every version.
 *
 * The stream is xoshiro128** by Blackman and Vigna, its state filled from the seed by SplitMix32 steps. It is for sampling, never for secrets.
 *
 * @param seed - integer from 0 to 2^53 - 1
 * @returns a stream of its own: two calls with one seed give two equal streams
 * @throws MillraceError `E_SEED_INVALID` when the seed is not such an integer
 * @see https://prng.di.unimi.it/
 * @example
 * ```ts
 * import { seededRandom } from '@millrace/core'
 *
 * seededRandom(7).integer(100) === seededRandom(7).integer(100) // => true
 * ```
 * @category Random numbers
 * @since 0.1.0
 */
export function seededRandom(seed: number): Random {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new MillraceError({
      code: 'E_SEED_INVALID',
      message: `seededRandom: the seed is ${seed}; give an integer from 0 to 2^53 - 1`,
      details: { seed: String(seed) },
    })
  }
  let mix = (seed >>> 0) ^ Math.imul(Math.floor(seed / 0x1_0000_0000), 0x9e3779b1)
  const splitMix = () => {
    mix = (mix + 0x9e3779b9) | 0
    let z = mix
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return z ^ (z >>> 16)
  }
  let a = splitMix()
  let b = splitMix()
  let c = splitMix()
  let d = splitMix() | 1

  const bits = (): number => {
    const scrambled = Math.imul(b, 5)
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return result
  }
  const next = () => ((bits() >>> 5) * 0x400_0000 + (bits() >>> 6)) / 0x20_0000_0000_0000
  const integer = (bound: number) => {
    if (!(Number.isInteger(bound) && bound >= 1 && bound <= 0x1_0000_0000)) {
      throw new RangeError(`integer: the bound ${bound} is not an integer from 1 to 2^32`)
    }
    const limit = 0x1_0000_0000 - (0x1_0000_0000 % bound)
    let drawn = bits()
    while (drawn >= limit) drawn = bits()
    return drawn % bound
  }
  const normal = () => {
    for (;;) {
      const u = 2 * next() - 1
      const v = 2 * next() - 1
      const square = u * u + v * v
      if (square > 0 && square < 1) return u * Math.sqrt((-2 * Math.log(square)) / square)
    }
  }
  const shuffle = <T extends Int32Array | Uint32Array | Float64Array | unknown[]>(values: T): T => {
    for (let i = values.length - 1; i > 0; i--) {
      const j = integer(i + 1)
      const kept = values[i]!
      values[i] = values[j]!
      values[j] = kept
    }
    return values
  }
  return Object.freeze({ next, integer, normal, shuffle })
}
