import { div, type Expr, MillraceError, type Model, Table } from '@millrace/core'
import { targetKindOf } from '../model/targets/target-kinds.ts'
import { clampedLog, clampedLogOf } from './curves.ts'
import { deriveModel } from './derive-model.ts'
import { fitTemperature } from './fit-temperature.ts'
import { calibration, scaleOf } from './score-scale.ts'

/**
 * Labelled rows of several classes with what the estimator said of them, not having seen them.
 *
 * @category Calibration
 * @since 0.1.0
 */
export interface ScoredClasses {
  /** Index of the true class in the target's classes. */
  readonly label: Float64Array
  /** The model's outputs `score:0`, `score:1`, …, one column a class, before calibration. */
  readonly scores: readonly Float64Array[]
  /** Weight of each row, not negative. @defaultValue all 1 */
  readonly weight?: Float64Array
}

/** Divides the logits of several classes by a temperature. */
export function calibrateClasses<In, Label>(
  model: Model<In, Label, 'multiclass'>,
  rows: Table | ScoredClasses,
): Model<In, Label, 'multiclass'> {
  const { target, learned } = model.definition
  const scored = Table.isInstance(rows) ? scoreClasses(model, rows) : check(target.classes.length, rows as ScoredClasses)
  const scale = scaleOf(model.definition)
  const logits = scale === 'log-odds' ? scored.scores : scored.scores.map((column) => column.map(clampedLog))
  const temperature = fitTemperature({ ...scored, logits })
  const provenance = Object.freeze({
    feature: 'probability',
    kind: `${calibration}temperature`,
    version: 1,
    params: { rows: scored.label.length, scale },
    state: { temperature },
  })
  return deriveModel(
    model,
    ({ output }) => {
      const cooled = target.classes.map((_, index) => {
        const score = output(`score:${index}`)
        return div(scale === 'log-odds' ? score : clampedLogOf(score), temperature) as Expr<number>
      })
      const outputs = targetKindOf(target).outputs(cooled, 'log-odds', target)
      return Object.fromEntries(Object.entries(outputs).filter(([name]) => !name.startsWith('score:')))
    },
    { learned: [...learned.filter(({ kind }) => !kind.startsWith(calibration)), provenance] },
  )
}

function scoreClasses(model: Model<never, unknown, 'multiclass'>, rows: Table): ScoredClasses {
  const { target } = model.definition
  const label = targetKindOf(target).readKnown(rows, target)
  const predictions = model.predict(rows as Table<never>) as Table<Record<string, unknown>>
  const scores = target.classes.map((_, index) => (predictions.column(`score:${index}`) as { readonly values: Float64Array }).values)
  return check(target.classes.length, { label, scores })
}

function check(classes: number, { label, scores, weight }: ScoredClasses): ScoredClasses {
  const fail = (code: `E_METRIC_${string}`, what: string): never => {
    throw new MillraceError({ code, message: `calibrate: ${what}`, details: {} })
  }
  if (label.length === 0) fail('E_METRIC_EMPTY', 'there are no rows; give at least one')
  if (scores.length !== classes) fail('E_METRIC_LENGTH', `there are ${scores.length} columns of scores for ${classes} classes`)
  if ([...scores, weight ?? label].some(({ length }) => length !== label.length))
    fail('E_METRIC_LENGTH', 'label, scores and weight differ in length')
  const stray = label.find((index) => !(Number.isInteger(index) && index >= 0 && index < classes))
  if (stray !== undefined) fail('E_METRIC_LABEL', `a label is ${stray}; labels are the indexes of ${classes} classes`)
  if (scores.some((column) => !column.every(Number.isFinite))) fail('E_METRIC_SCORE', 'a score is not finite')
  if (weight !== undefined && !weight.every((value) => value >= 0 && value < Number.POSITIVE_INFINITY))
    fail('E_METRIC_WEIGHT', 'a weight is negative or not finite')
  return { label, scores, ...(weight && { weight }) }
}
