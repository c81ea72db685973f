/**
 * Name of a data-quality check.
 *
 * @category Quality
 * @since 0.1.0
 */
export type QualityCheckName =
  | 'null-share'
  | 'new-values'
  | 'range'
  | 'type'
  | 'missing-column'
  | 'constant'
  | 'infinite-values'
  | 'duplicates'
  | 'row-count'
  | 'freshness'

/**
 * What one check of the data says; strict JSON.
 *
 * @category Quality
 * @since 0.1.0
 */
export interface QualityCheck {
  /** Which check. */
  readonly check: QualityCheckName
  /** The column, or null where the check is of all rows. */
  readonly column: string | null
  /** `skipped` where there is nothing to judge by: too few rows, or no reference figure. */
  readonly status: 'passed' | 'failed' | 'skipped'
  /** The figure of the reference, in the check's unit: a share, a count, a number of milliseconds. */
  readonly reference: number | null
  /** The same now. */
  readonly current: number | null
  /** What the current figure must not pass; null where a test decides alone. */
  readonly limit: number | null
  /** p-value where a test decides, after correction over the checks of one name. */
  readonly adjustedPValue: number | null
  /** The outcome as one sentence for people; may hold text from data. */
  readonly message: string
}
