import { MillraceError, type Model, seededRandom, type Table, type TaskKind, type WorkOptions, yieldToEventLoop } from '@millrace/core'
import { outcomeOf, type Worsening } from './outcome.ts'

/**
 * How a {@link permutationImportance} is measured.
 *
 * @category Studies
 * @since 0.1.0
 */
export interface PermutationImportanceOptions<Row> extends WorkOptions {
  /** Where shuffling starts. */
  readonly seed: number
  /** Metric that gets worse; a name of the model's kind of target. @defaultValue log loss for classes, RMSE for numbers */
  readonly metric?: string | undefined
  /** Input columns to shuffle. @defaultValue all that the model reads */
  readonly columns?: readonly (keyof Row & string)[] | undefined
  /** How often each column is shuffled, 1 to 1,000. @defaultValue 5 */
  readonly repeats?: number | undefined
  /** Confidence of the intervals, in (0, 1). @defaultValue 0.95 */
  readonly confidence?: number | undefined
  /** Weight of each row, not negative. @defaultValue all 1 */
  readonly weights?: Float64Array | undefined
}

/**
 * What one input column is worth to a model.
 *
 * @category Studies
 * @since 0.1.0
 */
export interface ColumnImportance {
  /** The input column. */
  readonly column: string
  /** Mean worsening of the metric; near 0 for a column that the model does not need, below 0 by chance. */
  readonly importance: number
  /** Standard deviation over the shuffles, with divisor n. */
  readonly deviation: number
  /** Lower end of the interval over draws of rows, mean of the shuffles. */
  readonly lower: number
  /** Upper end of the interval over draws of rows, mean of the shuffles. */
  readonly upper: number
  /** The worsening by each shuffle. */
  readonly each: readonly number[]
}

/**
 * Importances of the columns of a model.
 *
 * @category Studies
 * @since 0.1.0
 */
export interface PermutationImportance {
  /** The metric. */
  readonly metric: string
  /** Its value on the rows as they are. */
  readonly base: number
  /** The columns, the most important first. */
  readonly columns: readonly ColumnImportance[]
}

const bootstrapRounds = 200

/**
 * Measures what each input column is worth: how much worse the model answers held-out rows when the column is shuffled among them.
 *
 * Shuffling breaks the tie of a column to the target and to the other columns; of two columns that say the same, each looks dispensable while the other is there. The interval
 * shows how much a worsening depends on the rows: each shuffle is compared with the rows as they are by a paired bootstrap of 200 draws.
 *
 * @param model - a model
 * @param table - labelled rows that it was not trained on
 * @param options - `seed`, metric, repeats
 * @returns worsening by column
 * @throws MillraceError `E_COLUMN_UNKNOWN` when the model does not read a column, and as `evaluate`
 * @throws RangeError when an option is out of range, or the metric is not one of the target's kind
 * @see L. Breiman, Random forests (2001), section 10; A. Fisher et al., All models are wrong, but many are useful (2019)
 * @example
 * ```ts
 * import { defineFeatures, fromRows } from '@millrace/core'
 * import { binary, defineModel, logisticRegression, permutationImportance, train } from '@millrace/train'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ income: z.number(), noise: z.number(), repaid: z.enum(['yes', 'no']) })
 * const features = defineFeatures(Loan, ({ income, noise }) => ({ income, noise }))
 * const spec = defineModel({ name: 'repayment', features, target: binary('repaid', { positive: 'yes' }), trainer: logisticRegression() })
 * const loans = fromRows(Loan, Array.from({ length: 60 }, (_, i) => ({ income: i, noise: i % 7, repaid: i % 5 < i / 15 ? 'yes' : 'no' })))
 * const model = await train(spec, loans, { seed: 7 })
 * const { columns } = await permutationImportance(model, loans, { seed: 7 })
 * columns[0]?.column // => 'income'
 * ```
 * @category Studies
 * @since 0.1.0
 */
export async function permutationImportance<Row, Kind extends TaskKind>(
  model: Model<never, unknown, Kind>,
  table: Table<Row>,
  options: PermutationImportanceOptions<NoInfer<Row>>,
): Promise<PermutationImportance> {
  const { seed, repeats = 5, confidence = 0.95, weights, signal, progress } = options
  if (!(Number.isInteger(repeats) && repeats >= 1 && repeats <= 1000))
    throw new RangeError(`permutationImportance: repeats is ${repeats}, not an integer from 1 to 1000`)
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`permutationImportance: the confidence is ${confidence}, not a number within 0 and 1`)
  const names = columnsOf(model, options.columns)
  const outcome = outcomeOf(model, table as Table, { metric: options.metric, weights })
  const random = seededRandom(seed)
  const columns: ColumnImportance[] = []
  for (const column of names) {
    const shuffles = []
    for (let repeat = 0; repeat < repeats; repeat++) {
      await yieldToEventLoop(signal)
      shuffles.push(
        outcome.worsening(shuffled(table as Table, column, random.shuffle(Int32Array.from({ length: table.rowCount }, (_, row) => row))), {
          seed,
          rounds: bootstrapRounds,
          confidence,
        }),
      )
    }
    columns.push(summarise(column, shuffles))
    progress?.({ task: `importance of the columns of ${model.name}`, done: columns.length, total: names.length, unit: 'columns' })
  }
  columns.sort((a, b) => b.importance - a.importance)
  return Object.freeze({ metric: outcome.metric, base: outcome.base, columns: Object.freeze(columns) })
}

function columnsOf(model: Model<never, unknown, TaskKind>, asked?: readonly string[]): readonly string[] {
  const read = model.inputs.columns.map(({ name }) => name)
  const unknown = asked?.find((column) => !read.includes(column))
  if (unknown === undefined) return asked ?? read
  throw new MillraceError({
    code: 'E_COLUMN_UNKNOWN',
    message: `permutationImportance: the model '${model.name}' does not read '${unknown}'; it reads ${read.join(', ')}`,
    details: { column: unknown },
  })
}

/** The table with the values of one column in another order. */
export function shuffled(table: Table, name: string, order: Int32Array): Table {
  const spec = table.schema.columns.find((column) => column.name === name)
  const column = (table.select as (name: string) => Table)(name)
    .take(order)
    .column(name as never)
  return spec === undefined ? table : (table.withColumn(spec, column) as Table)
}

function summarise(column: string, shuffles: readonly Worsening[]): ColumnImportance {
  const mean = (value: (one: Worsening) => number) => shuffles.reduce((sum, one) => sum + value(one), 0) / shuffles.length
  const importance = mean(({ value }) => value)
  return Object.freeze({
    column,
    importance,
    deviation: Math.sqrt(mean(({ value }) => (value - importance) ** 2)),
    lower: mean(({ lower }) => lower),
    upper: mean(({ upper }) => upper),
    each: Object.freeze(shuffles.map(({ value }) => value)),
  })
}
