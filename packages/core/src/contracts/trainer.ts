import type { LinearOperation, TreesOperation } from '../graph/operation.ts'
import type { Json } from '../json/json.ts'
import type { WorkOptions } from '../progress/progress.ts'

/**
 * What a trainer fits to: columns of equal length.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface TrainingData {
  /** One column a feature; NaN is null, and comes only to trainers that accept it. Not to be written to. */
  readonly features: readonly Float64Array[]
  /** Name of each feature. */
  readonly names: readonly string[]
  /** The target: for `binary` 1 for the positive label and 0 for the other. */
  readonly target: Float64Array
  /** Weight of each row, not negative; absent where all weigh 1. */
  readonly weights?: Float64Array | undefined
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
}

/**
 * What training yields: one node for the graph, and what people want to know.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface FittedEstimator {
  /** The node, without its arguments. */
  readonly operation: Omit<LinearOperation<number>, 'args'> | Omit<TreesOperation<number>, 'args'>
  /** Indexes of the features that the node's arguments are; all features where absent. */
  readonly features?: readonly number[]
  /** What the node's number is: log-odds of the positive label, or its probability. */
  readonly scale: 'log-odds' | 'probability'
  /** Figures of the fit for people: iterations, standard errors; kept with the model. */
  readonly diagnostics: Readonly<Record<string, Json>>
  /** What a person should look at: a constant column, separation. */
  readonly warnings: readonly string[]
}

/**
 * Something that learns one estimator node.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface Trainer<AcceptsNull extends boolean = boolean> {
  /** Version of this contract. */
  readonly specVersion: 1
  /** Name for provenance: `logistic-regression`. */
  readonly name: string
  /** What the factory was called with, for provenance. */
  readonly params: Readonly<Record<string, Json>>
  /** Whether features may be null. */
  readonly acceptsNull: AcceptsNull
  /**
   * Fits to columns; the same data, params and seed give the same bits.
   *
   * Rejects with a `MillraceError` when the data cannot be fitted, and with the signal's reason when it is aborted.
   */
  fit(data: TrainingData, options: TrainOptions): Promise<FittedEstimator>
}
