import type { ValueScored } from '../value-scored.ts'
import { checkLength, checkScores, checkWeights, requireRows } from './check-scored.ts'

/** Checked rows of numbers. */
export interface CheckedValues {
  readonly actual: Float64Array
  readonly predicted: Float64Array
  readonly weight: Float64Array | undefined
}

export function checkValues(metric: string, { actual, predicted, weight }: ValueScored): CheckedValues {
  checkLength(metric, 'predicted', predicted.length, actual.length, 'actual')
  if (weight !== undefined) checkLength(metric, 'weight', weight.length, actual.length, 'actual')
  requireRows(metric, actual.length)
  return {
    actual: checkScores(metric, actual, { column: 'actual', probability: false }),
    predicted: checkScores(metric, predicted, { column: 'predicted', probability: false }),
    weight: weight && checkWeights(metric, weight),
  }
}
