import { checkScored } from './internal/check-scored.ts'
import { optionError } from './internal/option-error.ts'
import { type Tally, tallyByRow } from './internal/tally.ts'
import type { Scored } from './scored.ts'

/**
 * Where a score becomes a decision.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface ThresholdOptions {
  /**
   * A row is predicted positive when its score is at least this. May be infinite. scikit-learn's `predict` differs at the tie: it asks for
   * more than one half.
   *
   * @defaultValue 0.5
   */
  readonly threshold?: number
}

/**
 * Rows by label and prediction: weights, or counts where every row weighs 1.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface Confusion {
  /** Label 1, predicted 1. */
  readonly truePositive: number
  /** Label 0, predicted 1. */
  readonly falsePositive: number
  /** Label 0, predicted 0. */
  readonly trueNegative: number
  /** Label 1, predicted 0. */
  readonly falseNegative: number
}

export function confusionOf({ score, positive, negative }: Tally, threshold: number): Confusion {
  const counts = { truePositive: 0, falsePositive: 0, trueNegative: 0, falseNegative: 0 }
  for (let i = 0; i < score.length; i++) {
    if (score[i]! >= threshold) {
      counts.truePositive += positive[i]!
      counts.falsePositive += negative[i]!
    } else {
      counts.falseNegative += positive[i]!
      counts.trueNegative += negative[i]!
    }
  }
  return Object.freeze(counts)
}

export function checkThreshold(metric: string, { threshold = 0.5 }: ThresholdOptions): number {
  if (Number.isNaN(threshold)) throw optionError({ metric, option: 'threshold', value: threshold, range: 'a number' })
  return threshold
}

/** The confusion that the metric of this name is made of. */
export function confusionFor(metric: string, scored: Scored, options: ThresholdOptions): Confusion {
  const threshold = checkThreshold(metric, options)
  return confusionOf(tallyByRow(checkScored(scored, { metric })), threshold)
}

/**
 * The confusion matrix at a threshold: a row is predicted positive when its score is at least the threshold.
 *
 * @param scored - labels, scores on the threshold's scale and weights
 * @param options - the threshold
 * @returns the four sums of weights
 * @throws MillraceError `E_METRIC_OPTION` when the threshold is NaN; `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_LABEL`, `E_METRIC_SCORE`
 * or `E_METRIC_WEIGHT` when the input is not as {@link Scored} says
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.confusion_matrix.html
 * @example
 * ```ts
 * import { confusion } from '@millrace/core/metrics'
 *
 * confusion({ label: [0, 0, 1, 1, 1], score: [0.1, 0.6, 0.5, 0.9, 0.2] })
 * // => { truePositive: 2, falsePositive: 1, trueNegative: 1, falseNegative: 1 }
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function confusion(scored: Scored, options: ThresholdOptions = {}): Confusion {
  return confusionFor('confusion', scored, options)
}
