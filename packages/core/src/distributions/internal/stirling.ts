import { polynomial } from './polynomial.ts'

/** From here on the series of {@link stirlingCorrection} is exact to double precision. */
export const stirlingFrom = 10

export const halfLogTwoPi = 0.9189385332046728

/** Bernoulli numbers over 2k (2k - 1), highest first (DLMF 5.11.1). */
const correction = [
  0.17964437236883057, -0.029550653594771242, 0.00641025641025641, -0.0019175269175269176, 0.0008417508417508417, -0.0005952380952380953,
  0.0007936507936507937, -0.002777777777777778, 0.08333333333333333,
]

/** `logGamma(a) - ((a - 1/2) log a - a + log(2 pi) / 2)` for a >= 10. */
export function stirlingCorrection(a: number): number {
  return polynomial(correction, 1 / (a * a)) / a
}
