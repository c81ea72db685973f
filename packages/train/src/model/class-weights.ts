import { type ClassLabel, MillraceError } from '@millrace/core'
import type { ReadTarget } from './targets/target-kind.ts'

/**
 * Weights of classes: a weight for each label, or `balanced`, which gives every class the same weight in all.
 *
 * @category Training
 * @since 0.1.0
 */
export type ClassWeights = 'balanced' | readonly (readonly [label: ClassLabel, weight: number])[]

/** Weights of rows, multiplied by those of their classes. */
export function weighClasses(
  classWeights: ClassWeights | undefined,
  { record, values }: ReadTarget,
  weights: Float64Array | undefined,
): Float64Array | undefined {
  if (classWeights === undefined) return weights
  if (record.kind === 'regression') throw new RangeError('train: classWeights weigh classes, and the target is a number; give weights')
  const classes = record.kind === 'binary' ? [record.negative, record.positive] : record.classes
  const factors = classWeights === 'balanced' ? balanced(values, classes.length, weights) : given(classWeights, classes)
  return values.map((index, row) => factors[index]! * (weights?.[row] ?? 1))
}

/** The weight of all rows, divided by the number of classes and by the weight of the class. */
function balanced(values: Float64Array, count: number, weights: Float64Array | undefined): readonly number[] {
  const totals = new Float64Array(count)
  for (let row = 0; row < values.length; row++) totals[values[row]!]! += weights?.[row] ?? 1
  const all = totals.reduce((sum, total) => sum + total, 0)
  return Array.from(totals, (total) => all / (count * total))
}

/** A class that is not named weighs 1. */
function given(pairs: readonly (readonly [ClassLabel, number])[], classes: readonly ClassLabel[]): readonly number[] {
  const byLabel = new Map(pairs)
  const stray = pairs.find(([label, weight]) => !classes.includes(label) || !(weight > 0 && Number.isFinite(weight)))
  if (stray === undefined && byLabel.size === pairs.length) return classes.map((label) => byLabel.get(label) ?? 1)
  const [label, weight] = stray ?? pairs[0]!
  const what = stray === undefined ? 'a class is named twice' : `${JSON.stringify(label)} has weight ${weight}`
  throw new MillraceError({
    code: 'E_WEIGHTS_INVALID',
    message: `train: ${what}; give each class at most one weight above 0, of ${classes.map((one) => JSON.stringify(one)).join(', ')}`,
    details: { classes: [...classes] },
  })
}
