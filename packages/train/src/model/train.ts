import type { AnyModel, Model, RunRecorder, Table, TaskKind, TrainOptions } from '@millrace/core'
import type { ClassWeights } from './class-weights.ts'
import { requireContinuable } from './continue-from.ts'
import type { ModelSpec } from './define-model.ts'
import { fitPrepared } from './fit-prepared.ts'
import { prepare } from './prepare.ts'
import { trainingEntries } from './record-training.ts'

/**
 * How {@link train} works.
 *
 * @category Training
 * @since 0.1.0
 */
export interface TrainModelOptions extends Omit<TrainOptions, 'from'> {
  /** Weight of each row, not negative. @defaultValue all 1 */
  readonly weights?: Float64Array | undefined
  /**
   * Weight of each class, by which the weights of its rows are multiplied. Probabilities are then those of the weighted rows, and no longer those of the data: calibrate
   * the model, or choose a threshold instead. @defaultValue all 1
   */
  readonly classWeights?: ClassWeights | undefined
  /** Labelled rows that are not learnt from, for trainers that stop early. @defaultValue what the trainer makes do with */
  readonly validation?: Table | undefined
  /**
   * A model of the same spec to go on from, for trainers that continue. Its features are taken as they are and not fitted again; calibration, threshold and policy are
   * not taken over. @defaultValue a new model
   */
  readonly from?: AnyModel | undefined
  /** The run that this training belongs to, for lineage; one that records also gets params, training data and figures of the fit. */
  readonly run?: Pick<RunRecorder, 'id'> | RunRecorder | undefined
  /** The commit of the code, for lineage. */
  readonly commit?: string | undefined
}

/**
 * Trains a model: fits the features, trains the estimator on their training outputs, and joins both into one graph with the outputs of the target's kind.
 *
 * The model keeps up to 16 of the rows as golden rows, for whoever loads it to compare with.
 *
 * @param spec - the model, as `defineModel` describes it
 * @param table - the training rows; each must have a label, or for `regression` a number
 * @param options - `seed`, and as {@link TrainModelOptions}
 * @returns the trained model; of two classes its label is the positive one from a probability of 0.5, of several the most probable one
 * @throws MillraceError `E_TARGET_NULL`, `E_TARGET_SINGLE_CLASS`, `E_TARGET_NOT_BINARY`, `E_TARGET_UNKNOWN_LABEL`, `E_TARGET_CLASS_EMPTY`, `E_TARGET_CLASS_COUNT`,
 * `E_TARGET_NOT_NUMBER`, `E_TARGET_EMPTY` for targets that cannot be learnt, `E_TARGET_ENCODING_MULTICLASS` when a transform learns from a target of several classes;
 * `E_FEATURE_NULL` when a feature is null and the trainer does not accept that; `E_WEIGHTS_INVALID` for weights that are negative or not one a row or class;
 * `E_CONTINUE_UNSUPPORTED` and `E_CONTINUE_MISMATCH` when training cannot go on from a model; `E_ESTIMATOR_INVALID` when the trainer is faulty; and as `fit`, the trainer
 * and the run's `record`
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
export async function train<In, Label, Row, Kind extends TaskKind = 'binary'>(
  spec: ModelSpec<In, Label, Row, Kind>,
  table: Table<NoInfer<Row>>,
  options: TrainModelOptions,
): Promise<Model<In, Label, Kind>> {
  if (options.from !== undefined) requireContinuable(spec, spec.trainer, options.from)
  const prepared = await prepare<Kind>(spec, table, options)
  const model = await fitPrepared<In, Label, Kind>(prepared, spec.trainer, options)
  if (options.run !== undefined && 'record' in options.run) await options.run.record(trainingEntries(model))
  return model
}
