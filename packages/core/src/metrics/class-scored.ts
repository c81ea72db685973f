/**
 * Rows with their class and how probable a model called each class.
 *
 * Columns have one length. Classes are indexes from 0 below the number of probability columns, of which there are at least two; probabilities lie in [0, 1]; weights
 * are not negative and their sum is positive and at most 1e290; nulls (NaN) are refused. What is predicted is the most probable class, of equals the first.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface ClassScored {
  /** Index of each row's class. */
  readonly label: ArrayLike<number>
  /** For each class its probability by row. */
  readonly probability: readonly ArrayLike<number>[]
  /** Weight of each row. @defaultValue 1 for every row */
  readonly weight?: ArrayLike<number>
}
