import { MillraceError } from '../errors/millrace-error.ts'
import type { ClassScored } from './class-scored.ts'
import { checkClasses } from './internal/check-classes.ts'
import { accuracyOf, classAucsOf, classLogLossOf, classRates, countsOf, macro, macroAucOf } from './internal/class-kernels.ts'
import { weightsOf } from './internal/weighed.ts'

/**
 * How well a model tells one class from the others.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface ClassMetrics {
  /** Share of rows of the class among those predicted to be of it; 0 where none is. */
  readonly precision: number
  /** Share of the rows of the class that are predicted to be of it; 0 where there are none. */
  readonly recall: number
  /** Harmonic mean of precision and recall; 0 where both are. */
  readonly f1: number
  /** Area under the ROC curve of the class against all others; null where there are no rows of it, or none of others. */
  readonly auc: number | null
  /** Weight of the rows of the class; their number where all weigh 1. */
  readonly support: number
}

/**
 * The metrics of a model of several classes on one set of rows.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface MulticlassMetrics {
  /** Number of rows, whatever their weight. */
  readonly rows: number
  /** Mean negative log likelihood of the actual class, in nats. */
  readonly logLoss: number
  /** Share of right predictions. */
  readonly accuracy: number
  /** Mean recall over the classes that occur. */
  readonly balancedAccuracy: number
  /** Mean precision over the classes that occur or are predicted. */
  readonly macroPrecision: number
  /** Mean recall over the classes that occur or are predicted. */
  readonly macroRecall: number
  /** Mean F1 over the classes that occur or are predicted. */
  readonly macroF1: number
  /** Mean area under the ROC curve, each class against all others, over the classes that occur. */
  readonly macroAuc: number
  /** The metrics of each class, by index. */
  readonly classes: readonly ClassMetrics[]
  /** Weight of rows, by actual class and then by predicted class. */
  readonly confusion: readonly (readonly number[])[]
}

/**
 * All metrics of a model of several classes at once.
 *
 * Means over classes weigh each class alike; for the labels that occur they are scikit-learn's with `average='macro'` and `zero_division=0`, and `macroAuc` is its
 * `multi_class='ovr'`. Probabilities are clipped to [2^-52, 1 - 2^-52] for the log loss and not made to sum to 1.
 *
 * @param scored - classes, probabilities and weights
 * @returns a frozen record, fit for JSON
 * @throws MillraceError `E_METRIC_ONE_CLASS` when all rows that weigh something are of one class; `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_LABEL`, `E_METRIC_SCORE`
 * or `E_METRIC_WEIGHT` when the input is not as {@link ClassScored} says
 * @see https://scikit-learn.org/stable/modules/model_evaluation.html
 * @example
 * ```ts
 * import { multiclassMetrics } from '@millrace/core/metrics'
 *
 * const probability = [[0.7, 0.2, 0.1, 0.5], [0.2, 0.6, 0.3, 0.4], [0.1, 0.2, 0.6, 0.1]]
 * const metrics = multiclassMetrics({ label: [0, 1, 2, 1], probability })
 * metrics.accuracy // => 0.75
 * metrics.macroAuc > 0.9 // => true
 * metrics.confusion // => [[1, 0, 0], [1, 1, 0], [0, 0, 1]]
 * metrics.classes[1]?.recall // => 0.5
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function multiclassMetrics(scored: ClassScored): MulticlassMetrics {
  const rows = checkClasses('multiclassMetrics', scored)
  const weight = weightsOf(rows.label.length, rows.weight)
  const counts = countsOf(rows)(weight)
  const macroAuc = macroAucOf(rows)(weight)
  if (!Number.isFinite(macroAuc)) throw oneClass('multiclassMetrics')
  const classes = classAucsOf(rows).map((area, own) => {
    const { precision, recall, f1, support } = classRates(counts, own)
    const auc = area(weight)
    return Object.freeze({ precision, recall, f1, auc: Number.isFinite(auc) ? auc : null, support })
  })
  return Object.freeze({
    rows: rows.label.length,
    logLoss: classLogLossOf(rows)(weight),
    accuracy: accuracyOf(counts),
    balancedAccuracy: macro(counts, 'recall', 'actual'),
    macroPrecision: macro(counts, 'precision', 'any'),
    macroRecall: macro(counts, 'recall', 'any'),
    macroF1: macro(counts, 'f1', 'any'),
    macroAuc,
    classes: Object.freeze(classes),
    confusion: Object.freeze(counts.map((row) => Object.freeze(Array.from(row)))),
  })
}

const oneClass = (metric: string) =>
  new MillraceError({
    code: 'E_METRIC_ONE_CLASS',
    message: `${metric}: all rows that weigh something are of one class; give rows of two classes at least`,
    details: { metric },
  })
