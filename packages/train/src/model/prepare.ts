import {
  type AnyModel,
  type FittedFeatures,
  type Graph,
  runGraph,
  type Table,
  type TaskKind,
  type TrainingData,
  type TrainingRows,
  type WorkOptions,
} from '@millrace/core'
import { categoriesOf } from './categories-of.ts'
import { checkWeights } from './check-weights.ts'
import { type ClassWeights, weighClasses } from './class-weights.ts'
import { featuresFrom } from './continue-from.ts'
import type { ModelSpec } from './define-model.ts'
import { fitFeatures } from './fit-features.ts'
import type { ReadTarget } from './targets/target-kind.ts'
import { targetKindOf } from './targets/target-kinds.ts'

/** What {@link prepare} may be told. */
export interface PrepareOptions extends WorkOptions {
  readonly seed: number
  readonly weights?: Float64Array | undefined
  readonly classWeights?: ClassWeights | undefined
  /** Rows that a trainer may stop early by. */
  readonly validation?: Table | undefined
  /** A model whose features are used as they are. */
  readonly from?: AnyModel | undefined
}

/** A spec with fitted features and the columns that trainers learn from: the same for every trainer, so that what they derive of it is shared. */
export interface Prepared<Kind extends TaskKind = TaskKind> {
  readonly spec: ModelSpec<unknown, unknown, unknown, Kind>
  readonly table: Table
  readonly target: ReadTarget<Kind>
  readonly fitted: FittedFeatures
  readonly data: TrainingData
}

/** Reads the target, fits the features and computes their columns; the trainer of the spec is not asked. */
export async function prepare<Kind extends TaskKind>(
  spec: ModelSpec<unknown, unknown, unknown, Kind>,
  table: Table,
  options: PrepareOptions,
): Promise<Prepared<Kind>> {
  checkWeights('train', options.weights, table.rowCount)
  const target = targetKindOf<Kind>(spec.target).read(table, spec.target, options.weights)
  const weights = weighClasses(options.classWeights, target, options.weights)
  const from = options.from && { fitted: featuresFrom(options.from), table }
  const { fitted, table: folded } = from ?? (await fitFeatures(spec, table, options))
  const data: TrainingData = Object.freeze({
    names: fitted.names,
    features: featureColumns(fitted.training, fitted.names, folded),
    target: target.values,
    task: target.task,
    weights,
    categories: categoriesOf(fitted),
    validation: options.validation && rowsOf({ spec, target, fitted }, options.validation),
  })
  return Object.freeze({ spec, table, target, fitted, data })
}

/** Rows that are not learnt from, as trainers and metrics take them: their features are those that are served. */
export function rowsOf<Kind extends TaskKind>({ target, fitted }: Omit<Prepared<Kind>, 'table' | 'data'>, table: Table): TrainingRows {
  const { record } = target
  return Object.freeze({
    features: featureColumns(fitted.serving, fitted.names, table),
    target: targetKindOf<Kind>(record).readKnown(table, record),
  })
}

function featureColumns(graph: Graph, names: readonly string[], table: Table): readonly Float64Array[] {
  const columns = runGraph(graph, table)
  return Object.freeze(
    names.map((name) => {
      const column = columns.get(name)!
      if (column.type !== 'number') throw new TypeError(`the feature '${name}' is not a number`)
      return column.values
    }),
  )
}
