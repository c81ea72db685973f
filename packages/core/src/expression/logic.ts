import { type Expr, isTextNode, type Numeric, operation } from './expr.ts'
import { lookup } from './lookup.ts'

type Condition<I extends string = string> = Expr<boolean | null, I>

/**
 * Whether both hold, by SQL's three values: false where one is false, else null where one is null.
 *
 * @param a - a condition
 * @param b - a condition
 * @returns 1 or 0 when it is computed
 * @example
 * ```ts
 * import { and, constant, compute, gt, lt } from '@millrace/core'
 *
 * const term = constant(24)
 * compute(and(gt(term, 12), lt(term, 36))) // => 1
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function and<I extends string, J extends string, T extends boolean | null, U extends boolean | null>(
  a: Expr<T, I>,
  b: Expr<U, J>,
): Expr<boolean | Extract<T | U, null>, I | J> {
  return operation('and', [a, b])
}

/**
 * Whether one holds, by SQL's three values: true where one is true, else null where one is null.
 *
 * @param a - a condition
 * @param b - a condition
 * @returns 1 or 0 when it is computed
 * @example
 * ```ts
 * import { constant, compute, gt, lt, or } from '@millrace/core'
 *
 * const term = constant(24)
 * compute(or(lt(term, 12), gt(term, 36))) // => 0
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function or<I extends string, J extends string, T extends boolean | null, U extends boolean | null>(
  a: Expr<T, I>,
  b: Expr<U, J>,
): Expr<boolean | Extract<T | U, null>, I | J> {
  return operation('or', [a, b])
}

/**
 * The opposite; null stays null.
 *
 * @param a - a condition
 * @returns 1 or 0 when it is computed
 * @example
 * ```ts
 * import { constant, compute, gt, not } from '@millrace/core'
 *
 * compute(not(gt(constant(24), 12))) // => 0
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function not<T extends boolean | null, I extends string>(a: Expr<T, I>): Expr<boolean | Extract<T, null>, I> {
  return operation('not', [a])
}

/**
 * Whether the value is null; never null itself.
 *
 * @param x - a value of any type
 * @returns 1 or 0 when it is computed
 * @example
 * ```ts
 * import { constant, compute, isNull, log } from '@millrace/core'
 *
 * compute(isNull(log(constant(0)))) // => 1
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function isNull<I extends string>(x: Expr<unknown, I>): Expr<boolean, I> {
  if (isTextNode(x.node)) return lookup(x as Expr<string | null, I>, [], { other: 0, missing: 1 }) as never
  return operation('isNull', [x])
}

/**
 * The value, or the constant where it is null; for numbers and booleans (a string's `lookup` says what null becomes).
 *
 * @param x - the value
 * @param value - what stands for null
 * @example
 * ```ts
 * import { coalesce, constant, compute, log } from '@millrace/core'
 *
 * compute(coalesce(log(constant(0)), -1)) // => -1
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function coalesce<T extends number | boolean | null, I extends string>(
  x: Expr<T, I>,
  value: NonNullable<T>,
): Expr<NonNullable<T>, I> {
  return operation('coalesce', [x, value])
}

/**
 * One value where the condition holds, else the other, also where the condition is null.
 *
 * @param condition - what decides
 * @param then - an expression or a constant
 * @param otherwise - an expression or a constant
 * @example
 * ```ts
 * import { constant, compute, gt, when } from '@millrace/core'
 *
 * compute(when(gt(constant(24), 12), constant(1), constant(2))) // => 1
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function when<
  T extends number | boolean | null,
  U extends number | boolean | null,
  I extends string,
  J extends string,
  K extends string,
>(
  condition: Condition<I>,
  then: Expr<T, J> | (T & (number | boolean)),
  otherwise: Expr<U, K> | (U & (number | boolean)),
): Expr<T | U, I | J | K> {
  return operation('when', [condition, then as Numeric, otherwise as Numeric])
}
