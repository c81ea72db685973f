import type { Matrix } from 'ml-matrix'
import type { ColumnMeasures } from './measure-columns.ts'

/** A number that was estimated, and the root of its variance, null where the data do not determine it. */
export interface Estimate {
  readonly weight: number
  readonly standardError: number | null
}

/** Slopes of all features and the intercept, in the features' own units. */
export interface Estimates {
  readonly slopes: readonly Estimate[]
  readonly intercept: Estimate
}

/**
 * Takes scale and centre out of coefficients of a design; a feature that does not vary has no effect.
 *
 * @param covariance - of the coefficients; null where it is not known
 */
export function unscale({ means, scales, varying }: ColumnMeasures, coefficients: Float64Array, covariance: Matrix | null): Estimates {
  const last = varying.length
  const slopes = Array.from(means, (): Estimate => ({ weight: 0, standardError: null }))
  // How the intercept, at the origin of the features, follows from what was solved for.
  const leads = Array.from(varying, (j) => -means[j]! / scales[j]!)
  const between = (j: number, k: number) => covariance?.get(j, k) ?? Number.NaN
  let variance = between(last, last)
  let intercept = coefficients[last]!
  for (const [k, j] of varying.entries()) {
    slopes[j] = { weight: coefficients[k]! / scales[j]!, standardError: rootOf(between(k, k), scales[j]!) }
    intercept += leads[k]! * coefficients[k]!
    variance += 2 * leads[k]! * between(k, last)
    for (let i = 0; i < last; i++) variance += leads[k]! * leads[i]! * between(k, i)
  }
  return { slopes, intercept: { weight: intercept, standardError: rootOf(variance) } }
}

function rootOf(variance: number, scale = 1): number | null {
  const root = Math.sqrt(variance) / scale
  return Number.isFinite(root) ? root : null
}
