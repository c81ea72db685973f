import { checkScored } from './internal/check-scored.ts'
import { cumulative, tallyByScore, withoutEmpty } from './internal/tally.ts'
import type { Scored } from './scored.ts'

/**
 * The points of a precision-recall curve, one index for each, from recall 0 to recall 1.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface PrecisionRecallCurve {
  /** Descending; rows at or above it are predicted positive. The first is Infinity: no row is. */
  readonly threshold: Float64Array
  /** Share of the rows at or above the threshold that are positive; 1 at the first point, by convention. */
  readonly precision: Float64Array
  /** Share of the positive rows that are at or above the threshold. */
  readonly recall: Float64Array
}

/**
 * The precision-recall curve: precision and recall at every distinct score.
 *
 * The points are those of scikit-learn in the opposite order, so that thresholds descend as in {@link rocCurve}.
 *
 * @param scored - labels, scores on any scale and weights
 * @returns the points as three columns
 * @throws MillraceError `E_METRIC_ONE_CLASS` when a label does not occur; `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_LABEL`,
 * `E_METRIC_SCORE` or `E_METRIC_WEIGHT` when the input is not as {@link Scored} says
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.precision_recall_curve.html
 * @example
 * ```ts
 * import { precisionRecallCurve } from '@millrace/core/metrics'
 *
 * const curve = precisionRecallCurve({ label: [0, 0, 1, 1], score: [0.1, 0.4, 0.35, 0.8] })
 * Array.from(curve.threshold) // => [Infinity, 0.8, 0.4, 0.35, 0.1]
 * Array.from(curve.precision) // => [1, 1, 0.5, 0.6667, 0.5]
 * Array.from(curve.recall) // => [0, 0.5, 0.5, 1, 1]
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function precisionRecallCurve(scored: Scored): PrecisionRecallCurve {
  const checked = checkScored(scored, { metric: 'precisionRecallCurve', bothClasses: true })
  const { score, positive, negative } = withoutEmpty(tallyByScore(checked))
  const found = cumulative(positive)
  const missed = cumulative(negative)
  const last = score.length - 1
  const curve = {
    threshold: new Float64Array(score.length + 1),
    precision: new Float64Array(score.length + 1),
    recall: new Float64Array(score.length + 1),
  }
  curve.threshold[0] = Infinity
  curve.precision[0] = 1
  for (let i = 0; i <= last; i++) {
    curve.threshold[i + 1] = score[i]!
    curve.precision[i + 1] = found[i]! / (found[i]! + missed[i]!)
    curve.recall[i + 1] = found[i]! / found[last]!
  }
  return Object.freeze(curve)
}
