import type { Json } from '@millrace/core'
import type { ColumnMeasures } from './measure-columns.ts'
import type { Estimates } from './unscale.ts'
import type { Coefficient } from './wald.ts'

/** Intercept and coefficients as figures for people. */
export function coefficientFigures(
  names: readonly string[],
  tests: { readonly slopes: readonly Coefficient[]; readonly intercept: Coefficient },
) {
  return { intercept: { ...tests.intercept }, coefficients: names.map((name, j) => ({ name, ...tests.slopes[j]! })) } satisfies Record<
    string,
    Json
  >
}

/** The linear node of estimates. */
export function linearNode({ slopes, intercept }: Estimates, { means }: ColumnMeasures) {
  return { op: 'linear' as const, weights: Float64Array.from(slopes, ({ weight }) => weight), intercept: intercept.weight, means }
}
