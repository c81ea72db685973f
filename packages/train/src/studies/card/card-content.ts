import type { Fairness } from '../fairness/fairness.ts'
import type { ColumnImportance } from '../importance/permutation-importance.ts'

/**
 * A figure of a model card with its interval, where it has one.
 *
 * @category Studies
 * @since 0.1.0
 */
export interface CardMetric {
  /** Name of the metric. */
  readonly metric: string
  /** Its value on the held-out rows. */
  readonly value: number
  /** Lower end of the interval. */
  readonly lower?: number
  /** Upper end of the interval. */
  readonly upper?: number
}

/**
 * What a model card says, as plain data.
 *
 * @category Studies
 * @since 0.1.0
 */
export interface CardContent {
  /** Heading. */
  readonly title: string
  /** Name of the model. */
  readonly model: string
  /** What it is for, in the words of its owner. */
  readonly purpose: string | null
  /** Who answers for it. */
  readonly owner: string | null
  /** What it predicts: `repaid: yes or no`. */
  readonly predicts: string
  /** Kind of the estimator. */
  readonly estimator: string
  /** What its factory was called with, as JSON texts by name. */
  readonly params: readonly (readonly [name: string, value: string])[]
  /** Facts of its training: rows, digests, seed, commit, run, versions. */
  readonly lineage: readonly (readonly [name: string, value: string])[]
  /** Features with the input columns that each reads. */
  readonly features: readonly { readonly feature: string; readonly columns: readonly string[] }[]
  /** Columns that are validated and logged, never scored. */
  readonly monitored: readonly string[]
  /** Number of held-out rows. */
  readonly rows: number
  /** Figures on the held-out rows. */
  readonly metrics: readonly CardMetric[]
  /** What each input column is worth; empty where that was not asked for. */
  readonly importance: readonly ColumnImportance[]
  /** Metric of the importances. */
  readonly importanceMetric: string
  /** Answers by group. */
  readonly fairness: readonly Fairness[]
  /** What a person should look at, as the trainer said. */
  readonly warnings: readonly string[]
  /** What the model is not for, and what is known to be weak. */
  readonly limits: readonly string[]
}
