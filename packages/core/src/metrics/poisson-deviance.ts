import { checkValues } from './internal/check-values.ts'
import { poissonOf } from './internal/value-kernels.ts'
import { weightsOf } from './internal/weighed.ts'
import type { ValueScored } from './value-scored.ts'

/**
 * Mean Poisson deviance, `2 (y log(y / p) - y + p)`: for counts and rates, where an error weighs by its share of what was expected. Lower is better.
 *
 * Actual numbers are not negative and predictions above 0; others are `E_METRIC_SCORE`.
 *
 * @param scored - actual and predicted numbers, weights
 * @returns a number that is not negative
 * @throws MillraceError `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_SCORE` or `E_METRIC_WEIGHT` when the input is not as {@link ValueScored} says
 * @example
 * ```ts
 * import { poissonDeviance } from '@millrace/core/metrics'
 *
 * poissonDeviance({ actual: [0, 2], predicted: [1, 2] }) // => 1
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function poissonDeviance(scored: ValueScored): number {
  const rows = checkValues('poissonDeviance', scored)
  return poissonOf('poissonDeviance', rows)(weightsOf(rows.actual.length, rows.weight))
}
