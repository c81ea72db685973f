import { logGamma, logGammaOfOnePlus } from '../log-gamma.ts'
import { converged } from './converged.ts'
import { excessOverLog } from './deviance.ts'
import { stirlingCorrection, stirlingFrom } from './stirling.ts'

/** `x^a exp(-x) / gamma(a + 1)`, by the saddle-point form for large a, where the plain one cancels (Loader 2000). */
function poissonMass(a: number, x: number): number {
  if (a < stirlingFrom) return Math.exp(a * Math.log(x) - x - logGamma(a + 1))
  return Math.exp(-a * excessOverLog((x - a) / a) - stirlingCorrection(a)) / Math.sqrt(2 * Math.PI * a)
}

/** P by its series of positive terms (DLMF 8.11.4), for x below about a. */
export function lowerGammaSeries(a: number, x: number): number {
  let sum = 1
  let term = 1
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= x / (a + k)
    sum += term
  }
  return sum * poissonMass(a, x)
}

/** Q by its continued fraction (DLMF 8.9.2) in Lentz's form, for x above about a. */
export function upperGammaFraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = Infinity
  let d = 1 / b
  let fraction = d
  for (let k = 1, change = 0; Math.abs(change - 1) > converged; k++) {
    const numerator = k * (a - k)
    b += 2
    d = 1 / (b + numerator * d)
    c = b + numerator / c
    change = c * d
    fraction *= change
  }
  return a * fraction * poissonMass(a, x)
}

/** Q for a < 1 and small x, where 1 - P would cancel (Gautschi 1979, from DLMF 8.7.1). */
export function upperGammaOfSmallShape(a: number, x: number): number {
  const logOfFactor = a * Math.log(x) - logGammaOfOnePlus(a)
  let sum = 0
  let power = 1
  for (let k = 1, last = 1; sum !== last; k++) {
    last = sum
    power *= -x / k
    sum += (a * power) / (a + k)
  }
  return -Math.expm1(logOfFactor) - Math.exp(logOfFactor) * sum
}
