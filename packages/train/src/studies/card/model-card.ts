import { columnsRead, featurePrefix, type Model, type Table, type TaskKind, type WorkOptions } from '@millrace/core'
import { fairness } from '../fairness/fairness.ts'
import { permutationImportance } from '../importance/permutation-importance.ts'
import type { CardContent } from './card-content.ts'
import { cardMarkdown } from './card-markdown.ts'
import { cardPage } from './card-page.ts'
import { heldOutFigures } from './held-out-figures.ts'

/**
 * What a model card says besides what can be measured.
 *
 * @category Studies
 * @since 0.1.0
 */
export interface ModelCardOptions<Row> extends WorkOptions {
  /** Where drawing and shuffling start. */
  readonly seed: number
  /** Heading. @defaultValue the name of the model */
  readonly title?: string | undefined
  /** What the model is for. @defaultValue nothing is said */
  readonly purpose?: string | undefined
  /** Who answers for it. @defaultValue nobody is named */
  readonly owner?: string | undefined
  /** What it is not for, and what is known to be weak. @defaultValue none; the trainer's warnings are listed always */
  readonly limits?: readonly string[] | undefined
  /** Columns of groups whose answers are compared, for a model of two classes. @defaultValue none */
  readonly fairness?: readonly (keyof Row & string)[] | undefined
  /** Shuffles of each column for the importances; 0 leaves them out. @defaultValue 5 */
  readonly repeats?: number | undefined
}

/**
 * A model card in three forms.
 *
 * @category Studies
 * @since 0.1.0
 */
export interface ModelCard {
  /** What it says, as plain data. */
  readonly content: CardContent
  /** As Markdown. */
  readonly markdown: string
  /** As one HTML file with pictures, which needs no network and no script. */
  readonly html: string
}

/**
 * Describes a model to the people who answer for it: what it is for, data, features, figures with intervals on held-out rows, pictures, what columns are worth, answers by
 * group, limits.
 *
 * @param model - a trained or loaded model
 * @param table - labelled rows that it was not trained on
 * @param options - `seed`, and what people say of it
 * @returns the card; texts from outside are escaped in both documents
 * @throws MillraceError as `evaluate`, `permutationImportance` and `fairness`
 * @see M. Mitchell et al., Model cards for model reporting (2019)
 * @example
 * ```ts
 * import { defineFeatures, fromRows } from '@millrace/core'
 * import { binary, defineModel, logisticRegression, modelCard, train } from '@millrace/train'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ income: z.number(), repaid: z.enum(['yes', 'no']) })
 * const features = defineFeatures(Loan, ({ income }) => ({ income }))
 * const spec = defineModel({ name: 'repayment', features, target: binary('repaid', { positive: 'yes' }), trainer: logisticRegression() })
 * const loans = fromRows(Loan, Array.from({ length: 60 }, (_, i) => ({ income: i, repaid: i % 5 < i / 15 ? 'yes' : 'no' })))
 * const card = await modelCard(await train(spec, loans, { seed: 7 }), loans, { seed: 7, purpose: 'Tells who will repay.' })
 * card.markdown.split('\n')[0] // => '# repayment'
 * card.content.features // => [{ feature: 'income', columns: ['income'] }]
 * ```
 * @category Studies
 * @since 0.1.0
 */
export async function modelCard<Row, Kind extends TaskKind>(
  model: Model<never, unknown, Kind>,
  table: Table<Row>,
  options: ModelCardOptions<NoInfer<Row>>,
): Promise<ModelCard> {
  const { seed, title = model.name, purpose = null, owner = null, limits = [], repeats = 5, signal, progress } = options
  const { name, definition } = model
  const { metrics, pictures, predicts } = heldOutFigures(model, table as Table, seed)
  const measured = repeats === 0 ? null : await permutationImportance(model, table, { seed, repeats, signal, progress })
  const content: CardContent = Object.freeze({
    title,
    model: name,
    purpose,
    owner,
    predicts,
    estimator: definition.estimator.kind,
    params: Object.entries(definition.estimator.params).map(([param, value]) => [param, JSON.stringify(value)] as const),
    lineage: lineageOf(model),
    features: featuresOf(model),
    monitored: definition.monitored.map((column) => column.name),
    rows: table.rowCount,
    metrics,
    importance: measured?.columns ?? [],
    importanceMetric: measured?.metric ?? '',
    fairness: options.fairness?.map((by) => fairness(model as unknown as Model<never, unknown>, table, { by })) ?? [],
    warnings: definition.estimator.warnings,
    limits,
  })
  return Object.freeze({ content, markdown: cardMarkdown(content), html: cardPage(content, pictures) })
}

function featuresOf({ definition: { graph } }: Model<never, unknown, TaskKind>): CardContent['features'] {
  return [...graph.outputs].flatMap(([name, node]) =>
    name.startsWith(featurePrefix) ? [{ feature: name.slice(featurePrefix.length), columns: columnsRead(graph.nodes, [node]) }] : [],
  )
}

function lineageOf({ definition: { lineage } }: Model<never, unknown, TaskKind>): CardContent['lineage'] {
  const { data, spec, commit, run, seed, environment } = lineage
  const facts: readonly (readonly [string, string | null])[] = [
    ['Training rows', data && String(data.rows)],
    ['Training data', data?.digest ?? null],
    ['Feature spec', spec],
    ['Commit', commit],
    ['Run', run],
    ['Seed', seed === null ? null : String(seed)],
    [
      'Environment',
      Object.entries(environment)
        .map(([name, version]) => `${name} ${version}`)
        .join(', ') || null,
    ],
  ]
  return facts.filter((fact): fact is readonly [string, string] => fact[1] !== null)
}
