import { type Expr, isNull } from '@millrace/core'

/**
 * Tells where a value is missing: 1 where it is null, else 0. To be used beside `impute`, where being missing may say something.
 *
 * @param x - any expression
 * @returns a number that is never null
 * @example
 * ```ts
 * import { defineFeatures } from '@millrace/core'
 * import { impute, indicator } from '@millrace/data'
 * import { z } from 'zod'
 *
 * defineFeatures(z.object({ amount: z.number().nullable() }), ({ amount }) => ({
 *   amount: amount.pipe(impute('median')),
 *   amountMissing: indicator(amount),
 * })).names // => ['amount', 'amountMissing']
 * ```
 * @category Transforms
 * @since 0.1.0
 */
export function indicator<I extends string>(x: Expr<unknown, I>): Expr<boolean, I> {
  return isNull(x)
}
