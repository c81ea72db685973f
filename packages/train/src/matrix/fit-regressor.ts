import { type FittedEstimator, MillraceError, type Trainer, type TrainOptions } from '@millrace/core'
import { fitColumns, type MatrixColumns } from './fit-columns.ts'
import { invalid, type MatrixInput } from './matrix-input.ts'

/**
 * Rows to learn a number from, without a schema.
 *
 * @category Matrices
 * @since 0.1.0
 */
export interface RegressorData extends MatrixColumns {
  /** The number of each row, finite. */
  readonly y: ArrayLike<number>
}

/**
 * A regressor of rows of numbers.
 *
 * @category Matrices
 * @since 0.1.0
 */
export interface Regressor {
  /** Names of the columns. */
  readonly names: readonly string[]
  /** What was fitted, in core's terms. */
  readonly fitted: FittedEstimator
  /**
   * The predicted number of each row.
   *
   * @param x - as wide as what was fitted to
   */
  predict(x: MatrixInput): Float64Array
  /**
   * R2: the share of the variance of `y` that is predicted; NaN where all of `y` are alike.
   *
   * @param x - as wide as what was fitted to
   * @param y - the true numbers
   */
  score(x: MatrixInput, y: ArrayLike<number>): number
}

/**
 * Fits a trainer to rows of numbers and a number for each, without schema or features: an ml-matrix `Matrix`, arrays of rows, or `Float64Array` columns.
 *
 * For what is to be stored, served and explained use `defineModel` and `train`, which know what columns mean.
 *
 * @param trainer - learns regression
 * @param data - `x`, `y`, and what is known of them
 * @param options - the seed
 * @returns a regressor of inputs of the same width
 * @throws MillraceError `E_MATRIX_INVALID` when `x` is ragged, not numbers, or of other length than `y`; `E_TARGET_NULL` when a number of `y` is not finite;
 * `E_FEATURE_NULL` when a cell is null and the trainer does not accept it; and as the trainer. `predict` has the same codes, and `E_SCORE_NULL`
 * @throws RangeError when the trainer does not learn regression
 * @example
 * ```ts
 * import { fitRegressor, linearRegression } from '@millrace/train'
 *
 * const x = [[1], [2], [3], [4]]
 * const regressor = await fitRegressor(linearRegression(), { x, y: [1, 3, 5, 7] }, { seed: 7 })
 * regressor.predict([[10]])[0] // => 19
 * regressor.score(x, [1, 3, 5, 7]) // => 1
 * ```
 * @category Matrices
 * @since 0.1.0
 */
export async function fitRegressor(trainer: Trainer, data: RegressorData, options: TrainOptions): Promise<Regressor> {
  const target = Float64Array.from(data.y)
  const row = target.findIndex((value) => !Number.isFinite(value))
  if (row >= 0) {
    const message = `fitRegressor: y is ${target[row]} in row ${row}; leave out rows without a finite number`
    throw new MillraceError({ code: 'E_TARGET_NULL', message, details: { row } })
  }
  const { fitted, names, predict } = await fitColumns(trainer, data, {
    ...options,
    caller: 'fitRegressor',
    target,
    task: { kind: 'regression' },
  })
  const values = (x: MatrixInput) => predict('predict', x)[0]!
  return Object.freeze({
    names,
    fitted,
    predict: values,
    score(x, y) {
      const predicted = values(x)
      if (predicted.length !== y.length) throw invalid('score', `there are ${predicted.length} rows, and y has ${y.length}`)
      const actual = Float64Array.from(y)
      const mean = actual.reduce((sum, value) => sum + value, 0) / actual.length
      const squares = (of: (row: number) => number) => actual.reduce((sum, value, row) => sum + (value - of(row)) ** 2, 0)
      const spread = squares(() => mean)
      return spread === 0 ? Number.NaN : 1 - squares((row) => predicted[row]!) / spread
    },
  } satisfies Regressor)
}
