import type { Json } from '@millrace/core'
import type { LogisticProblem } from './loss.ts'
import type { NewtonSolution } from './newton.ts'
import type { ScaledColumns } from './scale-columns.ts'

/** A slope or the intercept with its standard error, null where the data do not determine it. */
interface Coefficient {
  readonly weight: number
  readonly standardError: number | null
}

/** Slopes of all features and the intercept in the features' own units. */
export interface Coefficients {
  readonly slopes: readonly Coefficient[]
  readonly intercept: Coefficient
}

/** Takes scale and centre out of a solution; a feature that does not vary has no effect. */
export function unscale({ means, scales, varying }: ScaledColumns, { coefficients, factors }: NewtonSolution): Coefficients {
  const covariance = factors.inverse()
  const last = varying.length
  const slopes = Array.from(means, (): Coefficient => ({ weight: 0, standardError: null }))
  // How the intercept, at the origin of the features, follows from what was solved for.
  const leads = Array.from(varying, (j) => -means[j]! / scales[j]!)
  let variance = covariance.get(last, last)
  let intercept = coefficients[last]!
  for (const [k, j] of varying.entries()) {
    slopes[j] = { weight: coefficients[k]! / scales[j]!, standardError: rootOf(covariance.get(k, k), scales[j]!) }
    intercept += leads[k]! * coefficients[k]!
    variance += 2 * leads[k]! * covariance.get(k, last)
    for (let i = 0; i < last; i++) variance += leads[k]! * leads[i]! * covariance.get(k, i)
  }
  return { slopes, intercept: { weight: intercept, standardError: rootOf(variance) } }
}

function rootOf(variance: number, scale = 1): number | null {
  const root = Math.sqrt(variance) / scale
  return Number.isFinite(root) ? root : null
}

/** Figures of the fit for people. */
export function diagnosticsOf(
  names: readonly string[],
  { slopes, intercept }: Coefficients,
  { iterations, converged, loss }: NewtonSolution,
): Readonly<Record<string, Json>> {
  return { iterations, converged, loss, intercept: { ...intercept }, coefficients: names.map((name, j) => ({ name, ...slopes[j]! })) }
}

/** A probability this near to 0 or 1 means, where nothing is penalised, that it can be driven there. */
const extreme = 1e-8

/** What a person should look at. */
export function warningsOf(
  names: readonly string[],
  { varying }: ScaledColumns,
  { weights, penalties }: LogisticProblem,
  solution: NewtonSolution,
): string[] {
  const varies = new Set(varying)
  const warnings = names.filter((_, j) => !varies.has(j)).map((name) => `the feature '${name}' is constant and says nothing`)
  const { converged, iterations, factors, curvature } = solution
  const penalised = penalties.every((penalty) => penalty > 0)
  const separable = !penalised && curvature.some((value, row) => value < extreme * (weights?.[row] ?? 1))
  if (separable)
    warnings.push('some probabilities are 0 or 1: a class can be told apart without error, and weights grow without limit; set l2 above 0')
  else if (factors.singular) warnings.push('features are collinear: the weights of some are not unique and have no standard error')
  if (!converged) warnings.push(`not converged after ${iterations} steps`)
  return warnings
}
