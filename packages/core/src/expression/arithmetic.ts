import { floor } from './elementary.ts'
import { type Expr, type Keep, type Nulls, type Numeric, operation, type Reads } from './expr.ts'

type Operand = Numeric | number

/**
 * Sum; null where an operand is.
 *
 * @param a - an expression or a finite number
 * @param b - an expression or a finite number
 * @example
 * ```ts
 * import { add, constant, compute } from '@millrace/core'
 *
 * compute(add(constant(2), 3)) // => 5
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function add<A extends Operand, B extends Operand>(a: A, b: B): Expr<number | Nulls<A | B>, Reads<A | B>> {
  return operation('add', [a, b])
}

/**
 * Difference; null where an operand is.
 *
 * @param a - an expression or a finite number
 * @param b - what is taken from it
 * @example
 * ```ts
 * import { constant, compute, sub } from '@millrace/core'
 *
 * compute(sub(constant(2), 3)) // => -1
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function sub<A extends Operand, B extends Operand>(a: A, b: B): Expr<number | Nulls<A | B>, Reads<A | B>> {
  return operation('sub', [a, b])
}

/**
 * Product; null where an operand is.
 *
 * @param a - an expression or a finite number
 * @param b - an expression or a finite number
 * @example
 * ```ts
 * import { constant, compute, mul } from '@millrace/core'
 *
 * compute(mul(constant(2), 3)) // => 6
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function mul<A extends Operand, B extends Operand>(a: A, b: B): Expr<number | Nulls<A | B>, Reads<A | B>> {
  return operation('mul', [a, b])
}

/**
 * Quotient; null where an operand is, and where an expression divides by zero.
 *
 * @param a - an expression or a finite number
 * @param b - the divisor
 * @throws RangeError when the divisor is the constant 0
 * @example
 * ```ts
 * import { constant, div, compute } from '@millrace/core'
 *
 * compute(div(constant(3), 2)) // => 1.5
 * compute(div(constant(3), constant(0))) // => null
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function div<T extends number | boolean | null, I extends string>(a: Expr<T, I>, b: number): Expr<Keep<T, number>, I>
export function div<A extends Operand, I extends string>(a: A, b: Numeric<I>): Expr<number | null, Reads<A> | I>
export function div(a: Operand, b: Operand): Expr<number | null> {
  if (b === 0) throw new RangeError('div: the divisor is the constant 0')
  return operation('div', [a, b])
}

/**
 * `x - divisor * floor(x / divisor)`: the remainder with the divisor's sign; null stays null.
 *
 * @param x - the number
 * @param divisor - a finite number
 * @throws RangeError when the divisor is 0
 * @example
 * ```ts
 * import { constant, compute, modulo } from '@millrace/core'
 *
 * compute(modulo(constant(-1), 7)) // => 6
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function modulo<T extends number | boolean | null, I extends string>(x: Expr<T, I>, divisor: number): Expr<Keep<T, number>, I> {
  return sub(x, mul(floor(div(x, divisor)), divisor)) as Expr<Keep<T, number>, I>
}

/**
 * The smaller operand; null where an operand is.
 *
 * @param a - an expression or a finite number
 * @param b - an expression or a finite number
 * @example
 * ```ts
 * import { constant, compute, least } from '@millrace/core'
 *
 * compute(least(constant(2), 3)) // => 2
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function least<A extends Operand, B extends Operand>(a: A, b: B): Expr<number | Nulls<A | B>, Reads<A | B>> {
  return operation('min', [a, b])
}

/**
 * The greater operand; null where an operand is.
 *
 * @param a - an expression or a finite number
 * @param b - an expression or a finite number
 * @example
 * ```ts
 * import { constant, compute, greatest } from '@millrace/core'
 *
 * compute(greatest(constant(2), 3)) // => 3
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function greatest<A extends Operand, B extends Operand>(a: A, b: B): Expr<number | Nulls<A | B>, Reads<A | B>> {
  return operation('max', [a, b])
}

/**
 * The number, moved to the nearer bound where it lies outside; null stays null.
 *
 * @param x - the number
 * @param lower - the lower bound
 * @param upper - the upper bound, not below the lower one
 * @throws RangeError when the lower bound is above the upper one
 * @example
 * ```ts
 * import { clamp, constant, compute } from '@millrace/core'
 *
 * compute(clamp(constant(12), 0, 10)) // => 10
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function clamp<T extends number | boolean | null, I extends string>(
  x: Expr<T, I>,
  lower: number,
  upper: number,
): Expr<Keep<T, number>, I> {
  if (!(lower <= upper)) throw new RangeError(`clamp: the lower bound ${lower} is not at or below the upper bound ${upper}`)
  return least(greatest(x, lower), upper) as Expr<Keep<T, number>, I>
}
