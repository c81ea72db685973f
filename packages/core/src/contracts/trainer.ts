import type { LinearOperation, TreesOperation } from '../graph/operation.ts'
import type { Json } from '../json/json.ts'
import type { WorkOptions } from '../progress/progress.ts'

/**
 * What kind of thing is predicted: one of two labels, one of several, or a number.
 *
 * @category Contracts
 * @since 0.1.0
 */
export type TaskKind = 'binary' | 'multiclass' | 'regression'

/**
 * What is to be learnt.
 *
 * @category Contracts
 * @since 0.1.0
 */
export type Task =
  | { readonly kind: 'binary' | 'regression' }
  | {
      readonly kind: 'multiclass'
      /** Number of classes, at least 2; the target holds their indexes. */
      readonly classes: number
    }

/**
 * Rows: columns of equal length, and what is known of them.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface TrainingRows {
  /** One column a feature; NaN is null, and comes only to trainers that accept it. Not to be written to. */
  readonly features: readonly Float64Array[]
  /** The target: for `binary` 1 for the positive label and 0 for the other, for `multiclass` the index of the class, for `regression` the number. */
  readonly target: Float64Array
  /** Weight of each row, not negative; absent where all weigh 1. */
  readonly weights?: Float64Array | undefined
}

/**
 * What a trainer fits to.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface TrainingData extends TrainingRows {
  /** Name of each feature. */
  readonly names: readonly string[]
  /** What is to be learnt. @defaultValue binary */
  readonly task?: Task | undefined
  /** For each feature the number of its categories, which are the codes 0, 1, … below it; null where it is a number. @defaultValue all numbers */
  readonly categories?: readonly (number | null)[] | undefined
  /** Rows that are not learnt from: trainers that stop early measure themselves on them; others ignore them. */
  readonly validation?: TrainingRows | undefined
}

/**
 * How a trainer works.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface TrainOptions extends WorkOptions {
  /** Where randomness starts: equal seeds give equal models, whatever the number of threads. */
  readonly seed: number
  /** What an earlier fit to the same features yielded, to go on from; only for trainers that continue. */
  readonly from?: readonly EstimatorOperation[] | undefined
}

/**
 * A node of the graph, without its arguments.
 *
 * @category Contracts
 * @since 0.1.0
 */
export type EstimatorOperation = Omit<LinearOperation<number>, 'args'> | Omit<TreesOperation<number>, 'args'>

/**
 * What training yields: nodes for the graph, and what people want to know.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface FittedEstimator {
  /** One node; for `multiclass` one a class, in the order of the indexes. Nodes may share arrays, which are then stored once. */
  readonly operations: readonly EstimatorOperation[]
  /** Indexes of the features that the nodes' arguments are; all features where absent. */
  readonly features?: readonly number[]
  /**
   * What the nodes' numbers are. For classes: log-odds (`multiclass`: the logits of a softmax), or probabilities. For `regression`: the value itself, or its
   * natural logarithm.
   */
  readonly scale: 'log-odds' | 'probability' | 'value' | 'log-value'
  /** Figures of the fit for people: iterations, standard errors; kept with the model. */
  readonly diagnostics: Readonly<Record<string, Json>>
  /** What a person should look at: a constant column, separation. */
  readonly warnings: readonly string[]
}

/**
 * Something that learns estimator nodes.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface Trainer<AcceptsNull extends boolean = boolean, Tasks extends TaskKind = TaskKind> {
  /** Version of this contract. */
  readonly specVersion: 1
  /** Name for provenance: `logistic-regression`. */
  readonly name: string
  /** What the factory was called with, for provenance. */
  readonly params: Readonly<Record<string, Json>>
  /** Whether features may be null. */
  readonly acceptsNull: AcceptsNull
  /** What it can learn. */
  readonly tasks: readonly Tasks[]
  /** Whether it goes on `from` an earlier fit. @defaultValue false */
  readonly continues?: boolean
  /**
   * Fits to columns; the same data, params and seed give the same bits.
   *
   * Rejects with a `MillraceError` when the data cannot be fitted, and with the signal's reason when it is aborted.
   */
  fit(data: TrainingData, options: TrainOptions): Promise<FittedEstimator>
}
