import { defineFeatures, type Expr, type FeatureMap, type Table, type TaskKind, type Trainer } from '@millrace/core'
import { categorical, impute, oneHot, standardize } from '@millrace/data'
import {
  binary,
  crossValidate,
  defineModel,
  gradientBoosting,
  linearRegression,
  logisticRegression,
  type ModelSpec,
  multiclass,
  randomForest,
  regression,
  scorecard,
} from '@millrace/train'
import type { Row } from '../../test/support/data-sets.ts'
import { foldColumn, schemaOf } from './rows.ts'
import type { MetricName, Study } from './studies.ts'

/** For each metric its value in each fold. */
export type FoldMetrics = Readonly<Partial<Record<MetricName, readonly number[]>>>

/** One of our models. */
export interface Contender {
  readonly name: string
  readonly trainer: Trainer
  /** Whether columns are imputed, standardised and one-hot, or given as they are, with nulls and categories. */
  readonly isLinear?: boolean
}

/** The names that goals are set on. */
export const boosting = 'boosting'
export const linear = 'linear'

/** Our models for a study, all with their defaults. */
export const contendersFor = ({ kind, isCredit = false }: Study): readonly Contender[] => [
  { name: boosting, trainer: gradientBoosting() },
  { name: 'forest', trainer: randomForest() },
  { name: linear, trainer: kind === 'regression' ? linearRegression() : logisticRegression(), isLinear: true },
  ...(isCredit ? [{ name: 'scorecard', trainer: scorecard() }] : []),
]

/** Measures one of our models on the stored folds. */
export async function measureOurs(study: Study, rows: Table<Row>, contender: Contender): Promise<FoldMetrics> {
  const { folds } = await crossValidate(specFor(study, contender), rows, { seed: 7, column: foldColumn })
  const metrics = folds as unknown as readonly Readonly<Record<MetricName, number>>[]
  return Object.fromEntries(study.metrics.map((name) => [name, metrics.map((fold) => fold[name])]))
}

function specFor(study: Study, { name, trainer, isLinear = false }: Contender): ModelSpec<Row, unknown, Row, TaskKind> {
  const features = defineFeatures(schemaOf(study), (row) => {
    const columns = row as unknown as Readonly<Record<string, Expr<never>>>
    const number = (column: Expr<never>) => (isLinear ? column.pipe(impute('median'), standardize()) : column)
    const text = (column: Expr<never>) =>
      isLinear ? column.pipe(oneHot({ nulls: 'most-frequent', other: false })) : column.pipe(categorical())
    return Object.fromEntries([
      ...study.numbers.map((name) => [name, number(columns[name]!)]),
      ...study.texts.map((name) => [name, text(columns[name]!)]),
    ]) as FeatureMap
  })
  // The columns are known when it runs, not to the compiler.
  return defineModel({ name: `${study.name}-${name}`, features, target: targetOf(study), trainer } as never) as never
}

function targetOf({ kind, target, positive }: Study) {
  if (kind === 'binary') return binary(target, { positive: positive! })
  return kind === 'multiclass' ? multiclass(target) : regression(target)
}
