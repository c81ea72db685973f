import type { TaskKind } from '../contracts/trainer.ts'
import type { ColumnSource } from '../machine/column-source.ts'
import { createMachine } from '../machine/machine.ts'
import type { WorkOptions } from '../progress/progress.ts'
import { yieldToEventLoop } from '../progress/yield-to-event-loop.ts'
import type { Table } from '../table/table.ts'
import { attributionOf } from './explain/attribution.ts'
import { backgroundColumns } from './explain/background.ts'
import { explainedScore } from './explain/explained-score.ts'
import { groupFeatures } from './explain/feature-groups.ts'
import type { ExplainOptions } from './explain.ts'
import type { Model } from './model.ts'

/**
 * How a table is explained.
 *
 * @category Model
 * @since 0.1.0
 */
export interface ExplainTableOptions extends WorkOptions, Pick<ExplainOptions, 'background'> {
  /** The class whose score is explained: needed where there are several. */
  readonly label?: unknown
}

/**
 * What one feature adds to the scores of a table.
 *
 * @category Model
 * @since 0.1.0
 */
export interface FeatureContributions {
  /** Name of the feature's output. */
  readonly feature: string
  /** The input columns that it reads. */
  readonly columns: readonly string[]
  /** One number a row, in units of the score; NaN where the score is null. */
  readonly contributions: Float64Array
}

/**
 * What the features that read one set of columns add to the scores of a table.
 *
 * @category Model
 * @since 0.1.0
 */
export interface ColumnContributions {
  /** The input columns; several where a feature combines them. */
  readonly columns: readonly string[]
  /** One number a row, in units of the score; NaN where the score is null. */
  readonly contributions: Float64Array
}

/**
 * The scores of a table, split: in each row base and contributions sum to the score.
 *
 * @category Model
 * @since 0.1.0
 */
export interface TableExplanation {
  /** The score where nothing of a row is known. */
  readonly base: number
  /** One score a row; NaN where it is null. */
  readonly scores: Float64Array
  /** What each feature adds, in the order of the features. */
  readonly features: readonly FeatureContributions[]
  /** The same by the input columns that features read. */
  readonly columns: readonly ColumnContributions[]
}

/** Rows between two looks at the signal. */
const rowsAtOnce = 4_096

/**
 * Splits the score of every row of a table into contributions, as `model.explain` splits that of one row: exact for linear models, exact TreeSHAP for trees.
 *
 * Rows whose score is null have NaN. What comes back takes 8 bytes a row for each feature and each set of columns.
 *
 * @param model - a model whose scores are linear or of trees
 * @param table - a table with the columns that the model reads
 * @param options - background, class, signal and progress
 * @returns base, scores and contributions, as columns
 * @throws MillraceError `E_EXPLAIN_UNSUPPORTED` when the score is neither, `E_COLUMN_UNKNOWN` and `E_TABLE_INVALID` when the table lacks a column or holds another type
 * @throws RangeError when the label is no class of the model, or the background has no row or more than 10,000
 * @see Lundberg et al., From local explanations to global understanding with explainable AI for trees, Nature Machine Intelligence 2 (2020)
 * @example
 * ```ts
 * import { explainTable, fromRows } from '@millrace/core'
 * import { exampleModel } from '@millrace/core/testing'
 * import { z } from 'zod'
 *
 * const Row = z.object({
 *   income: z.number(),
 *   amount: z.number().nullable(),
 *   area: z.enum(['Urban', 'Rural', 'Coast']).nullable(),
 *   employed: z.boolean(),
 *   gender: z.enum(['f', 'm']).nullable(),
 * })
 * const applicants = fromRows(Row, [{ income: 4000, amount: 100, area: 'Urban', employed: false, gender: null }])
 * const { columns } = await explainTable(exampleModel(), applicants)
 * columns.map(({ columns: [name], contributions: [first] }) => `${name} ${first?.toFixed(2)}`) // => ['income 0.18', 'amount 0.08', 'area -0.09', 'employed -0.99']
 * ```
 * @category Model
 * @since 0.1.0
 */
export async function explainTable<In, Kind extends TaskKind>(
  { definition }: Pick<Model<In, unknown, Kind>, 'definition' | 'predict'>,
  table: Table<In>,
  { label, background, signal, progress }: ExplainTableOptions = {},
): Promise<TableExplanation> {
  const { graph } = definition
  const { node, index } = explainedScore(definition, label, 'explainTable')
  const { args } = node
  const attribution = attributionOf(node, background && backgroundColumns(graph, args, background, 'explainTable'))
  const machine = createMachine(graph, [...args, index])
  const registers = args.map((argument) => machine.register(argument) as Float64Array)
  const scoreRegister = machine.register(index) as Float64Array
  const { rowCount } = table
  const scores = new Float64Array(rowCount)
  const byFeature = args.map(() => new Float64Array(rowCount))
  const groups = groupFeatures(graph, args).map((group) => ({ ...group, contributions: new Float64Array(rowCount) }))
  let block = new Float64Array(0)

  for (let start = 0; start < rowCount; start += rowsAtOnce) {
    await yieldToEventLoop(signal)
    const slice = table.slice(start, start + rowsAtOnce)
    machine.runBlocks(slice as ColumnSource, (from, count) => {
      if (block.length < count * args.length) block = new Float64Array(count * args.length)
      attribution.explain(registers, 0, count, block)
      for (let row = 0; row < count; row++) {
        const score = scoreRegister[row]!
        const at = start + from + row
        const finite = score - score === 0
        scores[at] = finite ? score : Number.NaN
        for (let place = 0; place < args.length; place++) byFeature[place]![at] = finite ? block[row * args.length + place]! : Number.NaN
      }
    })
    progress?.({ task: `explain '${definition.name}'`, done: Math.min(start + rowsAtOnce, rowCount), total: rowCount, unit: 'rows' })
  }
  for (const { features, contributions } of groups) {
    for (const { place } of features) for (let row = 0; row < rowCount; row++) contributions[row]! += byFeature[place]![row]!
  }
  const features = groups.flatMap(({ columns, features }) => features.map((one) => ({ ...one, columns })))
  return Object.freeze({
    base: attribution.base,
    scores,
    features: features
      .sort((a, b) => a.place - b.place)
      .map(({ feature, columns, place }) => ({ feature, columns, contributions: byFeature[place]! })),
    columns: groups.map(({ columns, contributions }) => ({ columns, contributions })),
  })
}
