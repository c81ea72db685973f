import type { EstimatorOperation } from '../contracts/trainer.ts'
import { type Expr, type Numeric, operation } from './expr.ts'

/**
 * The number that a fitted estimator gives for its features; null where a linear one reads null.
 *
 * @param estimator - the node without its arguments, as a trainer returns it
 * @param features - its arguments, in order
 * @example
 * ```ts
 * import { constant, estimate, compute } from '@millrace/core'
 *
 * const linear = { op: 'linear', weights: Float64Array.of(2), intercept: 1, means: Float64Array.of(0) } as const
 * compute(estimate(linear, [constant(3)])) // => 7
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function estimate(estimator: EstimatorOperation, features: readonly Numeric[]): Expr<number> {
  const { op, ...attributes } = estimator
  return operation(op, features, attributes)
}
