/**
 * Metric of a binary classifier.
 *
 * @category Performance
 * @since 0.1.0
 */
export type PerformanceMetric = 'auc' | 'accuracy' | 'precision' | 'recall' | 'specificity' | 'f1' | 'logLoss' | 'brier'

/**
 * One metric with its noise.
 *
 * @category Performance
 * @since 0.1.0
 */
export interface PerformanceFigure {
  /** Which metric. */
  readonly metric: PerformanceMetric
  /** The estimate, or the realised figure; null where it is not defined (a precision without a positive prediction). */
  readonly value: number | null
  /**
   * Standard error; null where the value is. Of a realised figure that of sampling; of an estimate that of the figure which labels will show, with the noise of the
   * calibration.
   */
  readonly standardError: number | null
  /** 95 % band, within the metric's range. */
  readonly interval: { readonly lower: number; readonly upper: number } | null
  /** The realised figure of the reference; null where it is unknown. */
  readonly reference: number | null
  /** Whether the value is worse than the reference by more than both bands explain. */
  readonly alert: boolean
}

/**
 * Performance of a model's scores, without labels or with those that came; strict JSON.
 *
 * @category Performance
 * @since 0.1.0
 */
export interface PerformanceReport {
  /** Tells the file from others. */
  readonly format: 'millrace/performance-report'
  /** Version of this shape. */
  readonly schemaVersion: 1
  /** `estimated` from calibrated scores (CBPE), `realised` from labels. */
  readonly kind: 'estimated' | 'realised'
  /** Scored rows. */
  readonly rows: number
  /** Rows with a label; 0 where estimated. */
  readonly labelled: number
  /** A score from here on is a positive prediction. */
  readonly threshold: number
  /** Whether the scores were calibrated first, and the expected calibration errors that decided it. */
  readonly calibration: { readonly applied: boolean; readonly before: number; readonly after: number } | null
  /** The metrics. */
  readonly figures: readonly PerformanceFigure[]
  /** What a careful reader should know; sentences. */
  readonly warnings: readonly string[]
}
