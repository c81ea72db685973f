import { type FittedEstimator, MillraceError, type Task, type Trainer, type TrainOptions } from '@millrace/core'
import { checkEstimator } from '../model/check-estimator.ts'
import { checkWeights } from '../model/check-weights.ts'
import { columnsOf, invalid, type MatrixInput } from './matrix-input.ts'
import { predictColumns } from './predict-columns.ts'

/**
 * What may be said of the columns of a matrix, and of its rows.
 *
 * @category Matrices
 * @since 0.1.0
 */
export interface MatrixColumns {
  /** The features: one row of numbers for each label. */
  readonly x: MatrixInput
  /** Names of the columns, for messages and diagnostics. @defaultValue `x0`, `x1`, … */
  readonly names?: readonly string[] | undefined
  /** For each column the number of its categories, which are the codes 0, 1, … below it; null where it is a number. @defaultValue all numbers */
  readonly categories?: readonly (number | null)[] | undefined
  /** Weight of each row, not negative. @defaultValue all 1 */
  readonly weights?: Float64Array | undefined
}

/** What was fitted, and what it predicts of an input of the same width. */
export interface FittedColumns {
  readonly fitted: FittedEstimator
  readonly names: readonly string[]
  predict(caller: string, x: MatrixInput): readonly Float64Array[]
}

/** Fits a trainer to columns without a schema. */
export async function fitColumns(
  trainer: Trainer,
  { x, names, categories, weights }: MatrixColumns,
  options: TrainOptions & { readonly caller: string; readonly target: Float64Array; readonly task: Task },
): Promise<FittedColumns> {
  const { caller, target, task, ...rest } = options
  if (!trainer.tasks.includes(task.kind))
    throw new RangeError(`${caller}: ${trainer.name} learns ${trainer.tasks.join(', ')}, not ${task.kind}`)
  const features = columnsOf(caller, x)
  const rows = features[0]?.length ?? target.length
  if (rows !== target.length) throw invalid(caller, `there are ${rows} rows, and y has ${target.length}`, { rows, labels: target.length })
  for (const [what, given] of Object.entries({ names, categories })) {
    if (given !== undefined && given.length !== features.length)
      throw new RangeError(`${caller}: there are ${given.length} ${what} for ${features.length} columns`)
  }
  checkWeights(caller, weights, rows)
  const named = Object.freeze(names === undefined ? features.map((_, index) => `x${index}`) : [...names])
  requireNoNull(trainer, { caller, features, names: named })
  const fitted = await trainer.fit({ features, names: named, target, task, categories, weights }, rest)
  checkEstimator(trainer, fitted, { features, task })
  return {
    fitted,
    names: named,
    predict(by, given) {
      const columns = columnsOf(by, given)
      const [width, expected] = [columns.length, features.length]
      if (width !== expected) throw invalid(by, `it has ${width} columns, and the fit had ${expected}`, { columns: width, expected })
      requireNoNull(trainer, { caller: by, features: columns, names: named })
      const predicted = predictColumns(fitted, columns, task)
      const row = predicted.reduce((first, column) => (first >= 0 ? first : column.findIndex(Number.isNaN)), -1)
      if (row < 0) return predicted
      throw new MillraceError({
        code: 'E_SCORE_NULL',
        message: `${by}: row ${row} has no score, since its arithmetic overflows`,
        details: { row },
      })
    },
  }
}

interface Features {
  readonly caller: string
  readonly features: readonly Float64Array[]
  readonly names: readonly string[]
}

function requireNoNull({ acceptsNull, name }: Trainer, { caller, features, names }: Features): void {
  for (const [index, column] of acceptsNull ? [] : features.entries()) {
    const row = column.findIndex(Number.isNaN)
    if (row < 0) continue
    const what = `the feature '${names[index]}' is null in row ${row}, and ${name} does not accept null; fill it, or use a trainer that does`
    throw new MillraceError({ code: 'E_FEATURE_NULL', message: `${caller}: ${what}`, details: { feature: names[index]!, row } })
  }
}
