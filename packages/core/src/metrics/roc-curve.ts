import { checkScored } from './internal/check-scored.ts'
import { cumulative, tallyByScore, withoutEmpty } from './internal/tally.ts'
import type { Scored } from './scored.ts'

/**
 * How much of a ROC curve is kept.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface RocCurveOptions {
  /**
   * Keeps the points between the ends of a straight run as well; they change neither picture nor area.
   *
   * @defaultValue false
   */
  readonly keepCollinear?: boolean
}

/**
 * The points of a ROC curve, one index for each, from (0, 0) to (1, 1).
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface RocCurve {
  /** Descending; rows at or above it are predicted positive. The first is Infinity: no row is. */
  readonly threshold: Float64Array
  /** Share of the negative rows at or above the threshold. */
  readonly falsePositiveRate: Float64Array
  /** Share of the positive rows at or above the threshold. */
  readonly truePositiveRate: Float64Array
}

/**
 * The ROC curve: false and true positive rate at every threshold that changes them.
 *
 * @param scored - labels, scores on any scale and weights
 * @param options - whether to keep points that the picture does not need
 * @returns the points as three columns
 * @throws MillraceError `E_METRIC_ONE_CLASS` when a label does not occur; `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_LABEL`,
 * `E_METRIC_SCORE` or `E_METRIC_WEIGHT` when the input is not as {@link Scored} says
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.roc_curve.html
 * @example
 * ```ts
 * import { rocCurve } from '@millrace/core/metrics'
 *
 * const curve = rocCurve({ label: [0, 0, 1, 1], score: [0.1, 0.4, 0.35, 0.8] })
 * Array.from(curve.threshold) // => [Infinity, 0.8, 0.4, 0.35, 0.1]
 * Array.from(curve.falsePositiveRate) // => [0, 0, 0.5, 0.5, 1]
 * Array.from(curve.truePositiveRate) // => [0, 0.5, 0.5, 1, 1]
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function rocCurve(scored: Scored, { keepCollinear = false }: RocCurveOptions = {}): RocCurve {
  const { score, positive, negative } = withoutEmpty(tallyByScore(checkScored(scored, { metric: 'rocCurve', bothClasses: true })))
  const last = score.length - 1
  const positiveShare = (i: number) => positive[i]! / (positive[i]! + negative[i]!)
  const corners = Uint32Array.from(score.keys()).filter((i) => keepCollinear || i === last || positiveShare(i) !== positiveShare(i + 1))
  const falsePositives = cumulative(negative)
  const truePositives = cumulative(positive)
  const curve = {
    threshold: new Float64Array(corners.length + 1),
    falsePositiveRate: new Float64Array(corners.length + 1),
    truePositiveRate: new Float64Array(corners.length + 1),
  }
  curve.threshold[0] = Infinity
  for (const [index, corner] of corners.entries()) {
    curve.threshold[index + 1] = score[corner]!
    curve.falsePositiveRate[index + 1] = falsePositives[corner]! / falsePositives[last]!
    curve.truePositiveRate[index + 1] = truePositives[corner]! / truePositives[last]!
  }
  return Object.freeze(curve)
}
