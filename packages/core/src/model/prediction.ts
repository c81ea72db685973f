import type { TaskKind } from '../contracts/trainer.ts'
import type { Table } from '../table/table.ts'

/**
 * What a model of two classes says of one row.
 *
 * @category Model
 * @since 0.1.0
 */
export interface Prediction<out Label = unknown> {
  /** Output of the estimator: log-odds for a linear model. */
  readonly score: number
  /** Probability of the positive label, 0 to 1. */
  readonly probability: number
  /** The label that the threshold gives. */
  readonly label: Label
  /** The answer of the policy, where the model has one. */
  readonly decision?: string
  /** The reason of the policy's rule, where the model has one. */
  readonly reason?: string
}

/**
 * How probable one of several labels is.
 *
 * @category Model
 * @since 0.1.0
 */
export interface ClassProbability<out Label = unknown> {
  /** The label. */
  readonly label: Label
  /** Its probability, 0 to 1. */
  readonly probability: number
}

/**
 * What a model of several classes says of one row.
 *
 * @category Model
 * @since 0.1.0
 */
export interface ClassPrediction<out Label = unknown> {
  /** The most probable label; of equals the first. */
  readonly label: Label
  /** Its probability, 0 to 1. */
  readonly probability: number
  /** All labels in the order of the target's classes; their probabilities sum to 1. */
  readonly probabilities: readonly ClassProbability<Label>[]
}

/**
 * What a model of a number says of one row.
 *
 * @category Model
 * @since 0.1.0
 */
export interface ValuePrediction {
  /** The number that is expected. */
  readonly value: number
}

/**
 * What a model says of one row, by the kind of its target.
 *
 * @category Model
 * @since 0.1.0
 */
export interface PredictionKinds<out Label> {
  /** One of two labels. */
  readonly binary: Prediction<Label>
  /** One of several labels. */
  readonly multiclass: ClassPrediction<Label>
  /** A number. */
  readonly regression: ValuePrediction
}

/**
 * What a model of the kind says of one row.
 *
 * @category Model
 * @since 0.1.0
 */
export type PredictionOf<Label, Kind extends TaskKind> = PredictionKinds<Label>[Kind]

/** The columns of a table of predictions, null where a row has no score. */
interface PredictionColumns<Label> {
  readonly binary: { readonly [K in keyof Prediction<Label>]-?: Prediction<Label>[K] | null }
  readonly multiclass: { readonly [K in `${'score' | 'probability'}:${number}`]: number | null } & {
    readonly probability: number | null
    readonly label: Label | null
  }
  readonly regression: { readonly score: number | null; readonly value: number | null }
}

/**
 * Predictions as a table: a column an output, null where a feature was null.
 *
 * @category Model
 * @since 0.1.0
 */
export type PredictionTable<Label, Kind extends TaskKind = 'binary'> = Table<PredictionColumns<Label>[Kind]>
