import { checkValues } from './internal/check-values.ts'
import { biasOf, isPoisson, maeOf, pinballOf, poissonOf, r2Of, rmseOf } from './internal/value-kernels.ts'
import { weightsOf } from './internal/weighed.ts'
import { checkQuantile, type PinballOptions } from './pinball-loss.ts'
import type { ValueScored } from './value-scored.ts'

/**
 * The metrics of a model of a number on one set of rows.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface RegressionMetrics {
  /** Number of rows, whatever their weight. */
  readonly rows: number
  /** Root of the mean squared error. */
  readonly rmse: number
  /** Mean absolute error. */
  readonly mae: number
  /** Share of the variance that is explained: 1 at best, below 0 where the mean would do better. */
  readonly r2: number
  /** Mean of prediction minus actual number. */
  readonly bias: number
  /** Mean pinball loss at the quantile. */
  readonly pinballLoss: number
  /** The quantile that the pinball loss is for. */
  readonly quantile: number
  /** Mean Poisson deviance; null where a number is below 0, or a prediction not above it. */
  readonly poissonDeviance: number | null
}

/**
 * All metrics of a model of a number at once: what {@link rmse}, {@link mae}, {@link r2}, {@link pinballLoss} and {@link poissonDeviance} give.
 *
 * @param scored - actual and predicted numbers, weights
 * @param options - the quantile of the pinball loss
 * @returns a frozen record, fit for JSON
 * @throws MillraceError `E_METRIC_OPTION` when the quantile is not inside (0, 1); `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_SCORE` or `E_METRIC_WEIGHT` when the
 * input is not as {@link ValueScored} says
 * @example
 * ```ts
 * import { regressionMetrics } from '@millrace/core/metrics'
 *
 * const metrics = regressionMetrics({ actual: [3, 1, 2, 7], predicted: [2.5, 1, 2, 8] })
 * metrics.mae // => 0.375
 * metrics.bias // => 0.125
 * metrics.pinballLoss // => 0.1875
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function regressionMetrics(scored: ValueScored, options: PinballOptions = {}): RegressionMetrics {
  const quantile = checkQuantile('regressionMetrics', options)
  const rows = checkValues('regressionMetrics', scored)
  const weight = weightsOf(rows.actual.length, rows.weight)
  return Object.freeze({
    rows: rows.actual.length,
    rmse: rmseOf(rows)(weight),
    mae: maeOf(rows)(weight),
    r2: r2Of(rows)(weight),
    bias: biasOf(rows)(weight),
    pinballLoss: pinballOf(rows, quantile)(weight),
    quantile,
    poissonDeviance: isPoisson(rows) ? poissonOf('regressionMetrics', rows)(weight) : null,
  })
}
