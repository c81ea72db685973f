import { MillraceError } from '../../errors/millrace-error.ts'
import type { Scored } from '../scored.ts'

/** Checked columns in the one form that the kernels read. */
export interface Checked {
  readonly label: Uint8Array
  readonly score: Float64Array
  /** Absent where every row weighs 1. */
  readonly weight: Float64Array | undefined
}

interface Requirements {
  /** The function that was called, for messages. */
  readonly metric: string
  /** Name of the score column in the caller's input. */
  readonly column?: string
  /** Scores must lie in [0, 1]. */
  readonly probability?: boolean
  /** Both labels must occur with a positive weight. */
  readonly bothClasses?: boolean
}

/** Leaves room for the repetitions of a bootstrap. */
const heaviest = 1e290

export function checkScored({ label, score, weight }: Scored, requirements: Requirements): Checked {
  const { metric, column = 'score', probability = false, bothClasses = false } = requirements
  const rows = label.length
  checkLength(metric, column, score.length, rows)
  if (weight !== undefined) checkLength(metric, 'weight', weight.length, rows)
  requireRows(metric, rows)
  const checked = {
    label: checkLabels(metric, label),
    score: checkScores(metric, score, { column, probability }),
    weight: weight && checkWeights(metric, weight),
  }
  if (bothClasses) checkClasses(metric, checked)
  return checked
}

/** Refuses to measure nothing. */
export function requireRows(metric: string, rows: number): void {
  if (rows > 0) return
  throw new MillraceError({ code: 'E_METRIC_EMPTY', message: `${metric}: there are no rows; give at least one`, details: { metric } })
}

/** Refuses columns of different lengths. */
export function checkLength(metric: string, column: string, length: number, rows: number, against = 'label'): void {
  if (length === rows) return
  throw new MillraceError({
    code: 'E_METRIC_LENGTH',
    message: `${metric}: ${column} has ${length} rows and ${against} ${rows}; give columns of one length`,
    details: { metric, column, length, rows },
  })
}

function checkLabels(metric: string, label: ArrayLike<number>): Uint8Array {
  const checked = new Uint8Array(label.length)
  for (let index = 0; index < checked.length; index++) {
    const value = label[index]!
    if (value !== 0 && value !== 1) {
      throw new MillraceError({
        code: 'E_METRIC_LABEL',
        message: `${metric}: label at index ${index} is ${value}; labels are 0 or 1`,
        details: { metric, index, value: String(value) },
      })
    }
    checked[index] = value
  }
  return checked
}

/** Refuses scores that are not finite, or no probabilities. */
export function checkScores(metric: string, score: ArrayLike<number>, of: { column: string; probability: boolean }): Float64Array {
  const checked = score instanceof Float64Array ? score : new Float64Array(score)
  const [least, greatest] = of.probability ? [0, 1] : [-Number.MAX_VALUE, Number.MAX_VALUE]
  for (let index = 0; index < checked.length; index++) {
    const value = checked[index]!
    if (value >= least && value <= greatest) continue
    throw new MillraceError({
      code: 'E_METRIC_SCORE',
      message: `${metric}: ${of.column} at index ${index} is ${value}; it must be ${of.probability ? 'a probability in [0, 1]' : 'finite'}`,
      details: { metric, column: of.column, index, value: String(value) },
    })
  }
  return checked
}

/** Refuses weights that are negative, infinite, or weigh nothing together. */
export function checkWeights(metric: string, weight: ArrayLike<number>): Float64Array {
  const checked = weight instanceof Float64Array ? weight : new Float64Array(weight)
  let total = 0
  for (let index = 0; index < checked.length; index++) {
    const value = checked[index]!
    total += value
    if (value >= 0 && value < Infinity) continue
    throw new MillraceError({
      code: 'E_METRIC_WEIGHT',
      message: `${metric}: weight at index ${index} is ${value}; weights are finite and not negative`,
      details: { metric, index, value: String(value) },
    })
  }
  if (total > 0 && total <= heaviest) return checked
  throw new MillraceError({
    code: 'E_METRIC_WEIGHT',
    message: `${metric}: the weights add up to ${total}; their sum must be positive and at most ${heaviest}`,
    details: { metric, total: String(total) },
  })
}

function checkClasses(metric: string, { label, weight }: Checked): void {
  const present = [false, false]
  for (let row = 0; row < label.length; row++) if (weight === undefined || weight[row]! > 0) present[label[row]!] = true
  const missing = present.indexOf(false)
  if (missing < 0) return
  throw new MillraceError({
    code: 'E_METRIC_ONE_CLASS',
    message: `${metric}: no row of positive weight has label ${missing}; the metric needs both labels`,
    details: { metric, missing },
  })
}
