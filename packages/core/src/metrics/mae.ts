import { checkValues } from './internal/check-values.ts'
import { maeOf } from './internal/value-kernels.ts'
import { weightsOf } from './internal/weighed.ts'
import type { ValueScored } from './value-scored.ts'

/**
 * Mean absolute error: in the unit of the target, each error counting by its size. Lower is better.
 *
 * @param scored - actual and predicted numbers, weights
 * @returns a number that is not negative
 * @throws MillraceError `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_SCORE` or `E_METRIC_WEIGHT` when the input is not as {@link ValueScored} says
 * @example
 * ```ts
 * import { mae } from '@millrace/core/metrics'
 *
 * mae({ actual: [3, 1], predicted: [0, 5] }) // => 3.5
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function mae(scored: ValueScored): number {
  const rows = checkValues('mae', scored)
  return maeOf(rows)(weightsOf(rows.actual.length, rows.weight))
}
