import {
  findColumn,
  type Json,
  MillraceError,
  type Model,
  seededRandom,
  type Table,
  type TaskKind,
  type WorkOptions,
  yieldToEventLoop,
} from '@millrace/core'
import { type AnswerOptions, answersOf } from '../answers.ts'
import { type Grid, gridOf } from './grid.ts'

/**
 * Over what a {@link partialDependence} is taken.
 *
 * @category Studies
 * @since 0.1.0
 */
export interface PartialDependenceOptions<Row> extends WorkOptions, AnswerOptions {
  /** One input column, or two for a surface. */
  readonly columns: readonly [keyof Row & string] | readonly [keyof Row & string, keyof Row & string]
  /** The values to set each column to. @defaultValue each value of few; else equal steps between the 0.05 and 0.95 quantiles */
  readonly values?: readonly (readonly Json[] | undefined)[] | undefined
  /** Number of steps of a column of many values, 2 to 1,000. @defaultValue 20 */
  readonly points?: number | undefined
  /** Most rows that are averaged over, drawn where the table has more. @defaultValue 1000 */
  readonly rows?: number | undefined
  /** Where drawing starts. @defaultValue 0 */
  readonly seed?: number | undefined
}

/**
 * How a model's answer depends on one or two columns, others as they are.
 *
 * @category Studies
 * @since 0.1.0
 */
export interface PartialDependence {
  /** The columns. */
  readonly columns: readonly string[]
  /** For each column, the values it was set to. */
  readonly grid: readonly (readonly Json[])[]
  /** Mean answer over the rows; for two columns the second runs faster. */
  readonly average: Float64Array
  /** The answer of each row, one array a row: the individual conditional expectation. */
  readonly individual: readonly Float64Array[]
  /** The rows of the table that were used. */
  readonly rows: Int32Array
}

/**
 * Sets one or two columns to each value of a grid, for every row, and asks the model: the average is the partial dependence, the rows are the individual conditional
 * expectations (ICE).
 *
 * The answer is the probability of the positive label, that of a given class, or the value. Combinations that do not occur are asked as well, which misleads where columns are
 * strongly related. Null is kept out of grids; give it in `values` to ask for it.
 *
 * @param model - a model
 * @param table - rows with the model's columns; labels are not needed
 * @param options - the columns and their grid
 * @returns averages and individual answers
 * @throws MillraceError `E_COLUMN_UNKNOWN` when the model does not read a column, `E_GRID_EMPTY` when a column has no value, `E_SCORE_NULL` when a row has no answer, and as `predict`
 * @throws RangeError when an option is out of range
 * @see J. Friedman, Greedy function approximation (2001), section 8.2; A. Goldstein et al., Peeking inside the black box (2015)
 * @example
 * ```ts
 * import { defineFeatures, fromRows } from '@millrace/core'
 * import { binary, defineModel, logisticRegression, partialDependence, train } from '@millrace/train'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ income: z.number(), repaid: z.enum(['yes', 'no']) })
 * const features = defineFeatures(Loan, ({ income }) => ({ income }))
 * const spec = defineModel({ name: 'repayment', features, target: binary('repaid', { positive: 'yes' }), trainer: logisticRegression() })
 * const loans = fromRows(Loan, Array.from({ length: 40 }, (_, i) => ({ income: i, repaid: i % 5 < i / 10 ? 'yes' : 'no' })))
 * const model = await train(spec, loans, { seed: 7 })
 * const { grid, average } = await partialDependence(model, loans, { columns: ['income'], values: [[0, 39]] })
 * grid // => [[0, 39]]
 * average[1]! > average[0]! // => true
 * ```
 * @category Studies
 * @since 0.1.0
 */
export async function partialDependence<Row, Kind extends TaskKind>(
  model: Model<never, unknown, Kind>,
  table: Table<Row>,
  options: PartialDependenceOptions<NoInfer<Row>>,
): Promise<PartialDependence> {
  const { columns, values = [], points = 20, rows: most = 1000, seed = 0, signal, progress } = options
  if (!(Number.isInteger(points) && points >= 2 && points <= 1000))
    throw new RangeError(`partialDependence: points is ${points}, not an integer from 2 to 1000`)
  if (!(Number.isInteger(most) && most >= 1)) throw new RangeError(`partialDependence: rows is ${most}, not an integer from 1`)
  const rows = drawRows(table.rowCount, most, seed)
  const sample = (table as Table).take(rows)
  const grids = columns.map((column, i) => readGrid(model, sample, { column, values: values[i], points }))
  const cells = combinations(grids)
  const average = new Float64Array(cells.length)
  const individual = Array.from(rows, () => new Float64Array(cells.length))
  for (const [at, combination] of cells.entries()) {
    await yieldToEventLoop(signal)
    let asked: Table = sample
    for (const [i, { spec, filled }] of grids.entries()) asked = asked.withColumn(spec, filled(combination[i]!, rows.length)) as Table
    const answers = answersOf(model, asked, options)
    for (let row = 0; row < rows.length; row++) {
      individual[row]![at] = answers[row]!
      average[at]! += answers[row]! / rows.length
    }
    progress?.({ task: `partial dependence of ${model.name}`, done: at + 1, total: cells.length, unit: 'cells' })
  }
  return Object.freeze({
    columns: Object.freeze([...columns]),
    grid: Object.freeze(grids.map((grid) => grid.values)),
    average,
    individual,
    rows,
  })
}

function readGrid(
  model: Model<never, unknown, TaskKind>,
  table: Table,
  { column, values, points }: { readonly column: string; readonly values: readonly Json[] | undefined; readonly points: number },
): Grid {
  const spec = findColumn(model.inputs, column) && findColumn(table.schema, column)
  if (spec === undefined) {
    throw new MillraceError({
      code: 'E_COLUMN_UNKNOWN',
      message: `partialDependence: the model '${model.name}' does not read '${column}' of the table`,
      details: { column },
    })
  }
  const grid = gridOf(table, spec, { values, points })
  if (grid.cells.length > 0) return grid
  throw new MillraceError({
    code: 'E_GRID_EMPTY',
    message: `partialDependence: the column '${column}' has no value to set; give values`,
    details: { column },
  })
}

function drawRows(count: number, most: number, seed: number): Int32Array {
  const all = Int32Array.from({ length: count }, (_, row) => row)
  if (count <= most) return all
  const random = seededRandom(seed)
  for (let i = 0; i < most; i++) {
    const j = i + random.integer(count - i)
    const swapped = all[i]!
    all[i] = all[j]!
    all[j] = swapped
  }
  return all.slice(0, most).sort()
}

const combinations = (grids: readonly Grid[]): readonly (readonly number[])[] =>
  grids.reduce<readonly (readonly number[])[]>((sets, { cells }) => sets.flatMap((set) => cells.map((cell) => [...set, cell])), [[]])
