import type { ClassScored, Scored, ValueScored } from '@millrace/core/metrics'

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

/**
 * Rows of two classes with scores and probabilities.
 *
 * @category Evaluation
 * @since 0.1.0
 */
export interface ScoredBinary extends ScoredRows {
  /** Probability of the positive label. */
  readonly probability: Float64Array
}

/**
 * Rows of several classes with scores and probabilities.
 *
 * @category Evaluation
 * @since 0.1.0
 */
export interface ScoredMulticlass extends ClassScored {
  /** Index of each row's class. */
  readonly label: Float64Array
  /** For each class the output of the estimator by row, before calibration. */
  readonly scores: readonly Float64Array[]
  /** For each class its probability by row. */
  readonly probability: readonly Float64Array[]
  /** Weight of each row, not negative. @defaultValue all 1 */
  readonly weight?: Float64Array
}

/**
 * Rows of numbers with predictions.
 *
 * @category Evaluation
 * @since 0.1.0
 */
export interface ScoredRegression extends ValueScored {
  /** What turned out to be true. */
  readonly actual: Float64Array
  /** What was predicted. */
  readonly predicted: Float64Array
  /** Output of the estimator, before the link. */
  readonly score: Float64Array
  /** Weight of each row, not negative. @defaultValue all 1 */
  readonly weight?: Float64Array
}

/** The rows of each kind. */
interface ScoredKinds {
  readonly binary: ScoredBinary
  readonly multiclass: ScoredMulticlass
  readonly regression: ScoredRegression
}

/**
 * Rows that a model of the kind has scored.
 *
 * @category Evaluation
 * @since 0.1.0
 */
export type ScoredOf<Kind extends keyof ScoredKinds> = ScoredKinds[Kind]
