import {
  type AnyFeatureSpec,
  explainTable,
  type FittedFeatures,
  fit,
  MillraceError,
  type NumberColumn,
  runGraph,
  type Trainer,
  type WorkOptions,
} from '@millrace/core'
import { domainModel } from './domain-model.ts'
import type { DomainSample } from './sample-domains.ts'

interface Classifying extends WorkOptions {
  readonly trainer: Trainer
  readonly seed: number
  readonly spec: AnyFeatureSpec
}

/** What classifiers of the other folds say of each row. */
export interface ClassifiedDomains {
  /** Higher for rows that look current. */
  readonly scores: Float64Array
  /** Mean absolute contribution to the score by input column, over some rows. */
  readonly contributions: ReadonlyMap<string, number>
}

/** Rows that are explained, all folds together. */
const mostExplained = 2000

export async function classifyDomains(
  sample: DomainSample,
  { trainer, seed, spec, signal, progress }: Classifying,
): Promise<ClassifiedDomains> {
  const { table, side, fold, folds } = sample
  const fitted = await fit(spec, table, { signal })
  const features = featureColumns(fitted, sample, trainer)
  const weights = balancedWeights(sample)
  const scores = new Float64Array(table.rowCount)
  const contributions = new Map<string, number>()
  for (let held = 0; held < folds; held++) {
    const learnt = (values: Float64Array) => values.filter((_, row) => fold[row] !== held)
    const data = { names: fitted.names, features: features.map(learnt), target: learnt(side), weights: weights && learnt(weights) }
    const model = domainModel(fitted, table.schema, await trainer.fit(data, { seed, signal }))
    const rows = Int32Array.from(fold.keys()).filter((row) => fold[row] === held)
    const { values } = runGraph(model.definition.graph, table.take(rows)).get('score') as NumberColumn
    rows.forEach((row, index) => {
      scores[row] = finiteScore(values[index]!)
    })
    const every = Math.ceil((rows.length * folds) / mostExplained)
    const explained = await explainTable(model, table.take(rows.filter((_, index) => index % every === 0)), { signal })
    for (const { columns, contributions: own } of explained.columns) {
      const size = own.reduce((sum, one) => sum + Math.abs(one), 0) / own.length / folds / columns.length
      for (const column of columns) contributions.set(column, (contributions.get(column) ?? 0) + size)
    }
    progress?.({ task: 'tell the sides apart', done: held + 1, total: folds, unit: 'folds' })
  }
  return { scores, contributions }
}

function featureColumns(
  { names, serving }: FittedFeatures,
  { table }: DomainSample,
  { acceptsNull, name }: Trainer,
): readonly Float64Array[] {
  const columns = runGraph(serving, table)
  return names.map((feature) => {
    const { values } = columns.get(feature) as NumberColumn
    const row = acceptsNull ? -1 : values.findIndex(Number.isNaN)
    if (row < 0) return values
    throw new MillraceError({
      code: 'E_FEATURE_NULL',
      message: `domainDrift: the feature '${feature}' is null in some row, and the trainer '${name}' takes no null; impute it, or take another trainer`,
      details: { feature, trainer: name },
    })
  })
}

/** Either side weighs half of all rows; undefined where they are of one size. */
function balancedWeights({ side, sizes: { reference, current } }: DomainSample): Float64Array | undefined {
  if (reference === current) return undefined
  const half = side.length / 2
  return side.map((isCurrent) => half / (isCurrent === 1 ? current : reference))
}

function finiteScore(score: number): number {
  if (!Number.isNaN(score)) return score
  throw new MillraceError({
    code: 'E_SCORE_NULL',
    message: 'domainDrift: the classifier gave no score to some row; clip the features, or take another trainer',
  })
}
