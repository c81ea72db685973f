import { checkValues } from './internal/check-values.ts'
import { optionError } from './internal/option-error.ts'
import { pinballOf } from './internal/value-kernels.ts'
import { weightsOf } from './internal/weighed.ts'
import type { ValueScored } from './value-scored.ts'

/**
 * Which quantile is predicted.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface PinballOptions {
  /** The quantile, in (0, 1). @defaultValue 0.5, the median */
  readonly quantile?: number | undefined
}

/**
 * Mean pinball loss: `q (y - p)` where the number is above its prediction, `(1 - q) (p - y)` below. It is least for the q-quantile. Lower is better.
 *
 * @param scored - actual and predicted numbers, weights
 * @param options - the quantile
 * @returns a number that is not negative; at the median half the mean absolute error
 * @throws MillraceError `E_METRIC_OPTION` when the quantile is not inside (0, 1); `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_SCORE` or `E_METRIC_WEIGHT` when the
 * input is not as {@link ValueScored} says
 * @see R. Koenker and G. Bassett, Regression Quantiles, Econometrica 46 (1978)
 * @example
 * ```ts
 * import { pinballLoss } from '@millrace/core/metrics'
 *
 * pinballLoss({ actual: [3, 1], predicted: [0, 5] }, { quantile: 0.75 }) // => 1.625
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function pinballLoss(scored: ValueScored, options: PinballOptions = {}): number {
  const quantile = checkQuantile('pinballLoss', options)
  const rows = checkValues('pinballLoss', scored)
  return pinballOf(rows, quantile)(weightsOf(rows.actual.length, rows.weight))
}

export function checkQuantile(metric: string, { quantile = 0.5 }: PinballOptions): number {
  if (quantile > 0 && quantile < 1) return quantile
  throw optionError({ metric, option: 'quantile', value: quantile, range: 'in (0, 1)' })
}
