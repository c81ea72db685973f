const smallest = Number.MIN_VALUE
const number = new Float64Array(1)
const bits = new BigInt64Array(number.buffer)

/**
 * The largest double below a number: `x < t` is `x <= predecessor(t)` for every double x.
 *
 * @param t - any number; 0 and -0 give the negative number closest to 0
 * @returns the neighbour below; -Infinity and NaN give themselves
 * @example
 * ```ts
 * import { predecessor } from '@millrace/core'
 *
 * predecessor(1) // => 0.9999999999999999
 * predecessor(0) // => -5e-324
 * ```
 * @category Trees
 * @since 0.1.0
 */
export function predecessor(t: number): number {
  if (t === 0) return -smallest
  if (t === -Infinity || Number.isNaN(t)) return t
  number[0] = t
  bits[0]! += t > 0 ? -1n : 1n
  return number[0]
}
