import {
  createModel,
  digestTable,
  type FittedFeatures,
  fit,
  goldenRows,
  type Lineage,
  MillraceError,
  type Model,
  type ModelDefinition,
  type RunRecorder,
  runGraph,
  specDigest,
  type Table,
  type TrainOptions,
} from '@millrace/core'
import { assembleGraph } from './assemble-graph.ts'
import { checkEstimator } from './check-estimator.ts'
import { checkWeights } from './check-weights.ts'
import { chooseGoldenRows } from './choose-golden-rows.ts'
import type { ModelSpec } from './define-model.ts'
import { environment } from './environment.ts'
import { fitContext } from './fit-context.ts'
import { readLabels } from './labels.ts'
import { trainingEntries } from './record-training.ts'

/**
 * How {@link train} works.
 *
 * @category Training
 * @since 0.1.0
 */
export interface TrainModelOptions extends TrainOptions {
  /** Weight of each row, not negative. @defaultValue all 1 */
  readonly weights?: Float64Array | undefined
  /** The run that this training belongs to, for lineage; one that records also gets params, training data and figures of the fit. */
  readonly run?: Pick<RunRecorder, 'id'> | RunRecorder | undefined
  /** The commit of the code, for lineage. */
  readonly commit?: string | undefined
}

/**
 * Trains a model: fits the features, trains the estimator on their training outputs, and joins both into one graph with score, probability and label.
 *
 * The model keeps up to 16 of the rows as golden rows, for whoever loads it to compare with.
 *
 * @param spec - the model, as `defineModel` describes it
 * @param table - the training rows; each must have a label
 * @param options - `seed`, and as {@link TrainModelOptions}
 * @returns the trained model; its label is the positive one from a probability of 0.5
 * @throws MillraceError `E_TARGET_NULL`, `E_TARGET_SINGLE_CLASS`, `E_TARGET_NOT_BINARY` for labels that cannot be learnt; `E_FEATURE_NULL` when a feature is null and the
 * trainer does not accept that; `E_WEIGHTS_INVALID` for weights that are negative or not one a row; `E_ESTIMATOR_INVALID` when the trainer is faulty; and as `fit`,
 * the trainer and the run's `record`
 * @example
 * ```ts
 * import { defineFeatures, fromRows } from '@millrace/core'
 * import { binary, defineModel, logisticRegression, train } from '@millrace/train'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ income: z.number(), repaid: z.enum(['yes', 'no']) })
 * const features = defineFeatures(Loan, ({ income }) => ({ income }))
 * const spec = defineModel({ name: 'repayment', features, target: binary('repaid', { positive: 'yes' }), trainer: logisticRegression() })
 * const loans = fromRows(Loan, Array.from({ length: 40 }, (_, i) => ({ income: i, repaid: i % 5 < i / 10 ? 'yes' : 'no' })))
 * const model = await train(spec, loans, { seed: 7 })
 * model.predict({ income: 39 }).label // => 'yes'
 * model.definition.estimator.kind // => 'logistic-regression'
 * ```
 * @category Training
 * @since 0.1.0
 */
export async function train<In, Label, Row>(
  spec: ModelSpec<In, Label, Row>,
  table: Table<NoInfer<Row>>,
  options: TrainModelOptions,
): Promise<Model<In, Label>> {
  checkWeights('train', options.weights, table.rowCount)
  const labels = readLabels(table, spec.target, options.weights)
  const context = fitContext(spec, table, options.seed)
  const fitted = await fit(spec.features, context.table, { ...context.options, signal: options.signal, progress: options.progress })
  const features = trainingFeatures(spec, fitted, context.table)
  const estimator = await spec.trainer.fit({ features, names: fitted.names, target: labels.values, weights: options.weights }, options)
  checkEstimator(spec.trainer, estimator, features.length)
  const target = { column: spec.target.column, positive: spec.target.positive, negative: labels.negative, threshold: 0.5 }
  const graph = assembleGraph(fitted, estimator, target)
  const { inputs, monitored } = servedColumns(spec, fitted)
  const definition: ModelDefinition = {
    name: spec.name,
    target,
    inputs,
    monitored,
    label: labels.column,
    graph,
    estimator: { kind: spec.trainer.name, params: spec.trainer.params, diagnostics: estimator.diagnostics, warnings: estimator.warnings },
    learned: fitted.learned,
    lineage: lineageOf(spec, table, options),
    golden: [],
  }
  const golden = goldenRows(definition, chooseGoldenRows(table, [...inputs, ...monitored]))
  const model = createModel<In, Label>(Object.freeze({ ...definition, golden: Object.freeze(golden) }))
  if (options.run !== undefined && 'record' in options.run) await options.run.record(trainingEntries(model))
  return model
}

function trainingFeatures(spec: ModelSpec<unknown, unknown>, { training, names }: FittedFeatures, table: Table): Float64Array[] {
  const columns = runGraph(training, table)
  return names.map((name) => {
    const column = columns.get(name)!
    if (column.type !== 'number') throw new TypeError(`the feature '${name}' is not a number`)
    const row = spec.trainer.acceptsNull ? -1 : column.values.findIndex((value) => Number.isNaN(value))
    if (row >= 0) {
      throw new MillraceError({
        code: 'E_FEATURE_NULL',
        message: `train: the feature '${name}' is null in row ${row}, and ${spec.trainer.name} does not accept null; impute it, or use a trainer that does`,
        details: { feature: name, row },
      })
    }
    return column.values
  })
}

function servedColumns(spec: ModelSpec<unknown, unknown>, { serving }: FittedFeatures): Pick<ModelDefinition, 'inputs' | 'monitored'> {
  const read = new Set(serving.nodes.flatMap((node) => (node.op === 'column' ? [node.name] : [])))
  const { columns } = spec.features.schema
  return {
    inputs: columns.filter(({ name }) => read.has(name)),
    monitored: columns.filter(({ name }) => !read.has(name) && spec.monitored.includes(name)),
  }
}

function lineageOf(spec: ModelSpec<unknown, unknown>, table: Table, { seed, run, commit }: TrainModelOptions): Lineage {
  return Object.freeze({
    data: Object.freeze({ digest: table.version ?? digestTable(table), rows: table.rowCount }),
    spec: specDigest(spec.features),
    commit: commit ?? null,
    run: run?.id ?? null,
    seed,
    environment: environment(),
  })
}
