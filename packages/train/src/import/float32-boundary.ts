import { predecessor } from '@millrace/core'

const single = new Float32Array(1)
const bits = new Int32Array(single.buffer)

/**
 * The greatest double that rounds to a float32 of at most `t`: `fround(x) <= t` is `x <= float32AtMost(t)` for every double x.
 *
 * Between two neighbouring float32 values the double half-way rounds to the one whose last bit is even, which decides on which side it falls.
 */
export function float32AtMost(t: number): number {
  const halfWay = (t + successor(t)) / 2
  return Math.fround(halfWay) <= t ? halfWay : predecessor(halfWay)
}

/** The greatest double that rounds to a float32 below `t`: `fround(x) < t` is `x <= float32Below(t)` for every double x. */
export function float32Below(t: number): number {
  return float32AtMost(-successor(-t))
}

/** The next float32 above; above the greatest comes 2^128, which rounding treats as one more step. */
function successor(t: number): number {
  if (t === 0) return 2 ** -149
  single[0] = t
  bits[0]! += t > 0 ? 1 : -1
  return single[0] === Infinity ? 2 ** 128 : single[0]
}
