import { checkValues } from './internal/check-values.ts'
import { rmseOf } from './internal/value-kernels.ts'
import { weightsOf } from './internal/weighed.ts'
import type { ValueScored } from './value-scored.ts'

/**
 * Root of the mean squared error: in the unit of the target, and ruled by the largest errors. Lower is better.
 *
 * @param scored - actual and predicted numbers, weights
 * @returns a number that is not negative
 * @throws MillraceError `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_SCORE` or `E_METRIC_WEIGHT` when the input is not as {@link ValueScored} says
 * @example
 * ```ts
 * import { rmse } from '@millrace/core/metrics'
 *
 * rmse({ actual: [3, 1], predicted: [0, 5] }) // => 3.5355
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function rmse(scored: ValueScored): number {
  const rows = checkValues('rmse', scored)
  return rmseOf(rows)(weightsOf(rows.actual.length, rows.weight))
}
