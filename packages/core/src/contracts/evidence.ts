/**
 * What a model scored on each row: enough to compare it later with another model on the rows that both have scored. The rows are
 * held-out ones: no model may be trained on its own evidence.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface Evidence {
  /** Digest of each row, as `rowDigests` gives it. */
  readonly row: readonly string[]
  /** 1 for the positive label, else 0. */
  readonly label: readonly number[]
  /** Probability of the positive label. */
  readonly score: readonly number[]
  /** Weight of each row; absent where all weigh 1. */
  readonly weight?: readonly number[]
}
