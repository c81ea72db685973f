import { add, div, greatest, mul, sub } from './arithmetic.ts'
import { eq, lt } from './comparison.ts'
import { abs, log } from './elementary.ts'
import type { Expr, Keep } from './expr.ts'
import { when } from './logic.ts'

/** The least number above -1, so that the logarithm is finite: about -36.7. */
const leastArgument = -1 + 2 ** -53

/**
 * `log(1 + x)` to full precision near 0, total: numbers at or below -1 count as the least number above it, whose logarithm is about -36.7.
 *
 * Kahan's formula `log(u) * (x / (u - 1))` with `u = 1 + x`, and `x` itself where `u` is 1.
 *
 * @param x - the number; null stays null
 * @see https://docs.oracle.com/cd/E19957-01/806-3568/ncg_goldberg.html theorem 4
 * @example
 * ```ts
 * import { constant, compute, log1p } from '@millrace/core'
 *
 * compute(log1p(constant(1))) // => 0.693147
 * compute(log1p(constant(1e-20))) // => 1e-20
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function log1p<T extends number | null, I extends string>(x: Expr<T, I>): Expr<Keep<T, number>, I> {
  const clipped = greatest(x, leastArgument)
  const u = add(clipped, 1)
  return when(eq(u, 1), clipped, mul(log(u), div(clipped, sub(u, 1)))) as Expr<Keep<T, number>, I>
}

/**
 * `sign(x) * log(1 + |x|)`: a logarithmic scale for numbers of both signs.
 *
 * @param x - the number; null stays null
 * @example
 * ```ts
 * import { constant, compute, signedLog } from '@millrace/core'
 *
 * compute(signedLog(constant(-1))) // => -0.693147
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function signedLog<T extends number | null, I extends string>(x: Expr<T, I>): Expr<Keep<T, number>, I> {
  const size = log1p(abs(x))
  return when(lt(x, 0), mul(size, -1), size) as Expr<Keep<T, number>, I>
}
