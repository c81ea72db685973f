/**
 * Rows with a number and what a model predicted for it.
 *
 * Columns have one length and hold finite numbers; weights are not negative and their sum is positive and at most 1e290; nulls (NaN) are refused.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface ValueScored {
  /** What turned out to be true. */
  readonly actual: ArrayLike<number>
  /** What was predicted. */
  readonly predicted: ArrayLike<number>
  /** Weight of each row. @defaultValue 1 for every row */
  readonly weight?: ArrayLike<number>
}
