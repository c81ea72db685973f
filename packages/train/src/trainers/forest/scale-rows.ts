import type { TrainingData } from '@millrace/core'
import { requireFiniteTarget } from '../require-finite.ts'

/** Targets and weights as trees are grown from them, in memory that threads share, and what leads back. */
export interface ScaledRows {
  readonly target: Float64Array
  readonly weights: Float64Array | undefined
  /** A target is `shift + unit * scaled target`. */
  readonly shift: number
  readonly unit: number
  /** A weight is `weightUnit * scaled weight`. */
  readonly weightUnit: number
}

/**
 * Brings numbers to be learnt around 0 and within -1 and 1, and fractional weights up to 1, so that squares of sums lose and overflow nothing; scaling is by powers of 2,
 * which is exact. Weights that are all 1 are left out.
 */
export function scaleRows({ target, weights, task }: TrainingData): ScaledRows {
  const isPlain = weights === undefined || weights.every((weight) => weight === 1)
  const weightUnit = isPlain || weights.every(isCount) ? 1 : powerAbove(largest(weights))
  const scaledWeights = isPlain ? undefined : share(weights, (weight) => weight / weightUnit)
  if (task?.kind !== 'regression') return { target: share(target, (value) => value), weights: scaledWeights, shift: 0, unit: 1, weightUnit }
  requireFiniteTarget('forest', target)
  const shift = target.reduce((mean, value, row) => mean + (value - mean) / (row + 1), 0)
  const unit = powerAbove(largest(target.map((value) => value - shift)))
  return { target: share(target, (value) => (value - shift) / unit), weights: scaledWeights, shift, unit, weightUnit }
}

const isCount = (weight: number): boolean => Number.isInteger(weight) && weight < 2 ** 31
const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
const powerAbove = (value: number): number => (value > 0 ? 2 ** Math.ceil(Math.log2(value)) : 1)

function share(values: Float64Array, of: (value: number) => number): Float64Array {
  const shared = new Float64Array(new SharedArrayBuffer(values.byteLength))
  for (let row = 0; row < values.length; row++) shared[row] = of(values[row]!)
  return shared
}
