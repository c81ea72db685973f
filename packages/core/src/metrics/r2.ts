import { checkValues } from './internal/check-values.ts'
import { r2Of } from './internal/value-kernels.ts'
import { weightsOf } from './internal/weighed.ts'
import type { ValueScored } from './value-scored.ts'

/**
 * The share of the variance that predictions explain: `1 - sum (p - y)^2 / sum (y - mean)^2`. Higher is better.
 *
 * Where the actual numbers are all alike it is 1 for predictions without error and else 0, as in scikit-learn.
 *
 * @param scored - actual and predicted numbers, weights
 * @returns 1 at best; below 0 where the mean would do better
 * @throws MillraceError `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_SCORE` or `E_METRIC_WEIGHT` when the input is not as {@link ValueScored} says
 * @example
 * ```ts
 * import { r2 } from '@millrace/core/metrics'
 *
 * r2({ actual: [1, 2, 3], predicted: [1, 2, 3.5] }) // => 0.875
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function r2(scored: ValueScored): number {
  const rows = checkValues('r2', scored)
  return r2Of(rows)(weightsOf(rows.actual.length, rows.weight))
}
