import type { ColumnMeasures } from '../design/measure-columns.ts'
import { collinear, notConverged, warnOfConstants } from '../design/warn-of-columns.ts'
import type { BinarySolution } from './fit-binary.ts'

/** A probability this near to 0 or 1 means, where nothing is penalised, that it can be driven there. */
const extreme = 1e-8

export const separable =
  'some probabilities are 0 or 1: a class can be told apart without error, and weights grow without limit; set l2 above 0'

/** What a person should look at in a fit of two classes. */
export function warningsOfBinary(
  names: readonly string[],
  measures: ColumnMeasures,
  {
    weights,
    penalised,
    solution,
  }: { readonly weights: Float64Array | undefined; readonly penalised: boolean; readonly solution: BinarySolution },
): string[] {
  const warnings = warnOfConstants(names, measures)
  const { converged, iterations, factors, state, penalties } = solution
  if (!penalised && state.curvature.some((value, row) => value < extreme * (weights?.[row] ?? 1))) warnings.push(separable)
  else if (factors?.singular && penalties.l1 === null) warnings.push(collinear)
  if (!converged) warnings.push(notConverged(iterations))
  return warnings
}
