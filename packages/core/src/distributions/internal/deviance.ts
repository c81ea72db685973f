import { logGamma } from '../log-gamma.ts'
import { halfLogTwoPi, stirlingCorrection, stirlingFrom } from './stirling.ts'

/**
 * `u - log(1 + u)` for u > -1 without cancellation: half the deviance of a unit mean.
 *
 * With v = u / (2 + u), log(1 + u) = 2 artanh(v) and u - 2 v = u v.
 */
export function excessOverLog(u: number): number {
  if (Math.abs(u) > 0.5) return u - Math.log1p(u)
  const v = u / (2 + u)
  const square = v * v
  let sum = 0
  let power = 1
  for (let odd = 3, last = -1; sum !== last; odd += 2) {
    last = sum
    sum += power / odd
    power *= square
  }
  return v * (u - 2 * square * sum)
}

/** `log(gamma(a + 1)) - ((a + 1/2) log a - a + log(2 pi) / 2)`: what Stirling's formula for a! leaves out. */
export function stirlingError(a: number): number {
  return a >= stirlingFrom ? stirlingCorrection(a) : logGamma(a + 1) - (a + 0.5) * Math.log(a) + a - halfLogTwoPi
}
