/**
 * Predictions in order of time, as columns, with the labels that are known.
 *
 * @category Performance
 * @since 0.1.0
 */
export interface JoinedLabels {
  /** Identifier of each prediction. */
  readonly ids: readonly string[]
  /** When it was made, in milliseconds since 1970-01-01 UTC; ascending. */
  readonly atMs: Float64Array
  /** Probability of the positive label; NaN where the log holds none. */
  readonly scores: Float64Array
  /** 1 for the positive label, 0 for the negative one, NaN where none is known. */
  readonly labels: Float64Array
  /** When the label was known; NaN where none is. */
  readonly labelledAtMs: Float64Array
  /** What was taken for now. */
  readonly asOfMs: number
  /** Age by which a label should be there; null where that was not said. */
  readonly dueMs: number | null
  /** How the join went. */
  readonly counts: JoinCounts
  /** Identifiers of feedback without prediction; at most 100. */
  readonly unknownIds: readonly string[]
}

/**
 * How a join went.
 *
 * @category Performance
 * @since 0.1.0
 */
export interface JoinCounts {
  /** Predictions, each identifier once. */
  readonly predictions: number
  /** Predictions that came again, and were passed over. */
  readonly repeated: number
  /** Predictions with a label. */
  readonly labelled: number
  /** Labelled predictions whose label was known only after it was due. */
  readonly late: number
  /** Predictions without a label that is not due yet. */
  readonly pending: number
  /** Predictions without a label that was due. */
  readonly overdue: number
  /** Feedback that later feedback of the same prediction replaced. */
  readonly replaced: number
  /** Predictions whose replaced feedback had another label. */
  readonly changed: number
  /** Feedback whose label is neither of the two, and was passed over. */
  readonly invalid: number
  /** Feedback from after `asOfMs`, and predictions: passed over. */
  readonly future: number
  /** Identifiers of feedback without prediction. */
  readonly unknown: number
}
