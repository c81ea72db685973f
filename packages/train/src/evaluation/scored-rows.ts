import type { Scored } from '@millrace/core/metrics'

/**
 * Labelled rows with what the estimator said of them, not having seen them: what calibrations and thresholds learn from.
 *
 * The score is the model's `score` output, before calibration, so that one set of rows serves a model and all that is derived from it.
 *
 * @category Evaluation
 * @since 0.1.0
 */
export interface ScoredRows extends Scored {
  /** 1 for the positive label, else 0. */
  readonly label: Float64Array
  /** Output of the estimator: log-odds for a linear model. */
  readonly score: Float64Array
  /** Weight of each row, not negative. @defaultValue all 1 */
  readonly weight?: Float64Array
}
