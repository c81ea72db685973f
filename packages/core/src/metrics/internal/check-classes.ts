import { MillraceError } from '../../errors/millrace-error.ts'
import type { ClassScored } from '../class-scored.ts'
import { checkLength, checkScores, checkWeights, requireRows } from './check-scored.ts'

/** Checked rows of several classes. */
export interface CheckedClasses {
  readonly label: Int32Array
  readonly probability: readonly Float64Array[]
  readonly weight: Float64Array | undefined
}

export function checkClasses(metric: string, { label, probability, weight }: ClassScored): CheckedClasses {
  const rows = label.length
  if (probability.length < 2) {
    throw new MillraceError({
      code: 'E_METRIC_LENGTH',
      message: `${metric}: there are ${probability.length} columns of probabilities; give one for each of at least two classes`,
      details: { metric, columns: probability.length },
    })
  }
  for (const [index, column] of probability.entries()) checkLength(metric, `probability ${index}`, column.length, rows)
  if (weight !== undefined) checkLength(metric, 'weight', weight.length, rows)
  requireRows(metric, rows)
  return {
    label: checkLabels(metric, label, probability.length),
    probability: probability.map((column, index) => checkScores(metric, column, { column: `probability ${index}`, probability: true })),
    weight: weight && checkWeights(metric, weight),
  }
}

function checkLabels(metric: string, label: ArrayLike<number>, classes: number): Int32Array {
  const checked = new Int32Array(label.length)
  for (let row = 0; row < checked.length; row++) {
    const value = label[row]!
    if (!(Number.isInteger(value) && value >= 0 && value < classes)) {
      throw new MillraceError({
        code: 'E_METRIC_LABEL',
        message: `${metric}: label at index ${row} is ${value}; labels are indexes of the ${classes} classes`,
        details: { metric, index: row, value: String(value) },
      })
    }
    checked[row] = value
  }
  return checked
}
