import { requireFinite } from '../../require-finite.ts'
import { type ColumnMeasures, measureColumns } from './measure-columns.ts'

/** Measures features and refuses those that are null or beyond what arithmetic bears; most are seen to be sound by their measures alone. */
export function takeColumns(
  trainer: string,
  features: readonly Float64Array[],
  names: readonly string[],
  weights: Float64Array | undefined,
): ColumnMeasures {
  const measures = measureColumns(features, weights)
  if (weights !== undefined || !measures.sound) requireFinite(trainer, features, names)
  return measures
}
