import type { Table } from '../table/table.ts'

/**
 * What a model says of one row.
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
 * Predictions as a table: a column an output, null where a feature was null.
 *
 * @category Model
 * @since 0.1.0
 */
export type PredictionTable<Label> = Table<{ readonly [K in keyof Prediction<Label>]-?: Prediction<Label>[K] | null }>
