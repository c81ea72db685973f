import { type Expr, type Keep, type Numeric, operation, type Reads } from './expr.ts'

type Operand = Numeric | number

/**
 * Largest integer at or below the number; null stays null.
 *
 * @param x - the number
 * @example
 * ```ts
 * import { constant, compute, floor } from '@millrace/core'
 *
 * compute(floor(constant(-1.5))) // => -2
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function floor<T extends number | boolean | null, I extends string>(x: Expr<T, I>): Expr<Keep<T, number>, I> {
  return operation('floor', [x])
}

/**
 * Absolute value; null stays null.
 *
 * @param x - the number
 * @example
 * ```ts
 * import { abs, constant, compute } from '@millrace/core'
 *
 * compute(abs(constant(-1.5))) // => 1.5
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function abs<T extends number | boolean | null, I extends string>(x: Expr<T, I>): Expr<Keep<T, number>, I> {
  return operation('abs', [x])
}

/**
 * Square root; null below 0 and where the number is null.
 *
 * @param x - the number
 * @example
 * ```ts
 * import { constant, compute, sqrt } from '@millrace/core'
 *
 * compute(sqrt(constant(9))) // => 3
 * compute(sqrt(constant(-9))) // => null
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function sqrt<I extends string>(x: Numeric<I>): Expr<number | null, I> {
  return operation('sqrt', [x])
}

/**
 * Power; null where an operand is and outside the real numbers: a negative base with a fraction, 0 with a negative exponent.
 *
 * Executions may differ in the last place.
 *
 * @param base - an expression or a finite number
 * @param exponent - an expression or a finite number
 * @example
 * ```ts
 * import { constant, compute, pow } from '@millrace/core'
 *
 * compute(pow(constant(2), 10)) // => 1024
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function pow<A extends Operand, B extends Operand>(base: A, exponent: B): Expr<number | null, Reads<A | B>> {
  return operation('pow', [base, exponent])
}

/**
 * Natural logarithm; null at or below 0 and where the number is null. Executions may differ in the last place.
 *
 * @param x - the number
 * @example
 * ```ts
 * import { constant, compute, log } from '@millrace/core'
 *
 * compute(log(constant(1))) // => 0
 * compute(log(constant(0))) // => null
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function log<I extends string>(x: Numeric<I>): Expr<number | null, I> {
  return operation('log', [x])
}

/**
 * Exponential; null stays null, and an output that overflows is null. Executions may differ in the last place.
 *
 * @param x - the number
 * @example
 * ```ts
 * import { constant, compute, exp } from '@millrace/core'
 *
 * compute(exp(constant(0))) // => 1
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function exp<T extends number | boolean | null, I extends string>(x: Expr<T, I>): Expr<Keep<T, number>, I> {
  return operation('exp', [x])
}
