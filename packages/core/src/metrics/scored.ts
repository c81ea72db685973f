/**
 * Rows with their binary label and the score a model gave them: what every metric measures.
 *
 * The three columns have one length. Labels are exactly 0 or 1 and scores finite; weights are not negative and their sum is positive and at
 * most 1e290; nulls (NaN) are refused. A higher score means a likelier label 1. Where a metric needs probabilities, scores lie in [0, 1]. A
 * weight of 2 counts as two equal rows.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface Scored {
  /** 1 for a positive row, 0 for a negative one. */
  readonly label: ArrayLike<number>
  /** Score of each row. */
  readonly score: ArrayLike<number>
  /**
   * Weight of each row.
   *
   * @defaultValue 1 for every row
   */
  readonly weight?: ArrayLike<number>
}
