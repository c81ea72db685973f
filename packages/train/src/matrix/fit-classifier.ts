import { compareCodePoints, type FittedEstimator, MillraceError, type Task, type Trainer, type TrainOptions } from '@millrace/core'
import { fitColumns, type MatrixColumns } from './fit-columns.ts'
import { invalid, type MatrixInput } from './matrix-input.ts'

/**
 * Rows to learn classes from, without a schema.
 *
 * @category Matrices
 * @since 0.1.0
 */
export interface ClassifierData<Label extends string | number | boolean> extends MatrixColumns {
  /** The label of each row; all of one type. */
  readonly y: readonly Label[]
}

/**
 * A classifier of rows of numbers.
 *
 * @category Matrices
 * @since 0.1.0
 */
export interface Classifier<Label extends string | number | boolean> {
  /** The labels: numbers ascending, strings by code point, false before true. */
  readonly classes: readonly Label[]
  /** Names of the columns. */
  readonly names: readonly string[]
  /** What was fitted, in core's terms. */
  readonly fitted: FittedEstimator
  /**
   * The likeliest label of each row; of equals the one that comes last in `classes` for two, first for more.
   *
   * @param x - as wide as what was fitted to
   */
  predict(x: MatrixInput): Label[]
  /**
   * The probability of each label, row by row, in the order of `classes`.
   *
   * @param x - as wide as what was fitted to
   */
  predictProbability(x: MatrixInput): number[][]
  /**
   * Accuracy: the share of rows whose label is predicted.
   *
   * @param x - as wide as what was fitted to
   * @param y - the true labels
   */
  score(x: MatrixInput, y: readonly Label[]): number
}

/**
 * Fits a trainer to rows of numbers and their labels, without schema or features: an ml-matrix `Matrix`, arrays of rows, or `Float64Array` columns.
 *
 * For what is to be stored, served and explained use `defineModel` and `train`, which know what columns mean.
 *
 * @param trainer - learns two classes, or more where there are more
 * @param data - `x`, `y`, and what is known of them
 * @param options - the seed
 * @returns a classifier of inputs of the same width
 * @throws MillraceError `E_MATRIX_INVALID` when `x` is ragged, not numbers, or of other length than `y`; `E_TARGET_NULL`, `E_TARGET_SINGLE_CLASS` for labels that say
 * nothing; `E_FEATURE_NULL` when a cell is null and the trainer does not accept it; and as the trainer. `predict` has the same codes, and `E_SCORE_NULL`
 * @throws RangeError when the trainer does not learn so many classes
 * @example
 * ```ts
 * import { fitClassifier, logisticRegression } from '@millrace/train'
 *
 * const x = [[1, 0], [2, 1], [3, 0], [4, 1], [5, 0], [6, 1]]
 * const classifier = await fitClassifier(logisticRegression(), { x, y: ['no', 'no', 'no', 'yes', 'yes', 'yes'] }, { seed: 7 })
 * classifier.predict([[1, 1], [6, 0]]) // => ['no', 'yes']
 * classifier.score(x, ['no', 'no', 'no', 'yes', 'yes', 'yes']) // => 1
 * ```
 * @category Matrices
 * @since 0.1.0
 */
export async function fitClassifier<const Label extends string | number | boolean>(
  trainer: Trainer,
  data: ClassifierData<Label>,
  options: TrainOptions,
): Promise<Classifier<Label>> {
  const classes = classesOf(data.y)
  const task: Task = classes.length === 2 ? { kind: 'binary' } : { kind: 'multiclass', classes: classes.length }
  const indexOf = new Map(classes.map((label, index) => [label, index]))
  const target = Float64Array.from(data.y, (label) => indexOf.get(label)!)
  const { fitted, names, predict } = await fitColumns(trainer, data, { ...options, caller: 'fitClassifier', target, task })
  const probabilities = (x: MatrixInput) => {
    const columns = predict('predict', x)
    const ofRow = (row: number) => columns.map((column) => column[row]!)
    const rows = Array.from({ length: columns[0]!.length }, (_, row) => ofRow(row))
    return task.kind === 'binary' ? rows.map(([positive]) => [1 - positive!, positive!]) : rows
  }
  const likeliest = (shares: readonly number[]) => {
    const greatest = Math.max(...shares)
    return classes[task.kind === 'binary' ? shares.lastIndexOf(greatest) : shares.indexOf(greatest)]!
  }
  const labels = (x: MatrixInput) => probabilities(x).map(likeliest)
  return Object.freeze({
    classes,
    names,
    fitted,
    predict: labels,
    predictProbability: probabilities,
    score(x, y) {
      const predicted = labels(x)
      if (predicted.length !== y.length) throw invalid('score', `there are ${predicted.length} rows, and y has ${y.length}`)
      return predicted.filter((label, row) => label === y[row]).length / y.length
    },
  } satisfies Classifier<Label>)
}

function classesOf<Label extends string | number | boolean>(y: readonly Label[]): readonly Label[] {
  const type = typeof y[0]
  const row = Array.from(y).findIndex((label) => typeof label !== type || !isLabel(label))
  if (row >= 0) {
    const message = `fitClassifier: y is ${String(y[row])} in row ${row}; labels are strings, numbers or booleans, all of one type, and none is null`
    throw new MillraceError({ code: 'E_TARGET_NULL', message, details: { row } })
  }
  const classes = [...new Set(y)].sort((a, b) => (typeof a === 'string' ? compareCodePoints(a, b as string) : Number(a) - Number(b)))
  if (classes.length >= 2) return Object.freeze(classes)
  const message = `fitClassifier: y holds ${classes.length === 0 ? 'no label' : `only ${String(classes[0])}`}; give rows of at least two classes`
  throw new MillraceError({ code: 'E_TARGET_SINGLE_CLASS', message })
}

const isLabel = (label: unknown) => typeof label === 'string' || typeof label === 'boolean' || Number.isFinite(label)
