import { type Expr, isTextNode, type Numeric, operation } from './expr.ts'
import { lookup } from './lookup.ts'

type Condition<I extends string = string> = Expr<boolean | null, I>

/** Whether both hold, by SQL's three values: false where one is false, else null where one is null. @category Expressions @since 0.1.0 */
export function and<I extends string, J extends string, T extends boolean | null, U extends boolean | null>(
  a: Expr<T, I>,
  b: Expr<U, J>,
): Expr<boolean | Extract<T | U, null>, I | J> {
  return operation('and', [a, b])
}

/** Whether one holds, by SQL's three values: true where one is true, else null where one is null. @category Expressions @since 0.1.0 */
export function or<I extends string, J extends string, T extends boolean | null, U extends boolean | null>(
  a: Expr<T, I>,
  b: Expr<U, J>,
): Expr<boolean | Extract<T | U, null>, I | J> {
  return operation('or', [a, b])
}

/** The opposite; null stays null. @category Expressions @since 0.1.0 */
export function not<T extends boolean | null, I extends string>(a: Expr<T, I>): Expr<boolean | Extract<T, null>, I> {
  return operation('not', [a])
}

/** Whether the value is null; never null itself. @category Expressions @since 0.1.0 */
export function isNull<I extends string>(x: Expr<unknown, I>): Expr<boolean, I> {
  if (isTextNode(x.node)) return lookup(x as Expr<string | null, I>, [], { other: 0, missing: 1 }) as never
  return operation('isNull', [x])
}

/** The value, or the constant where it is null; for numbers and booleans (a string's `lookup` says what null becomes). @category Expressions @since 0.1.0 */
export function coalesce<T extends number | boolean | null, I extends string>(x: Expr<T, I>, value: NonNullable<T>): Expr<NonNullable<T>, I> {
  return operation('coalesce', [x, value])
}

/** One value where the condition holds, else the other, also where the condition is null. @category Expressions @since 0.1.0 */
export function when<T extends number | boolean | null, U extends number | boolean | null, I extends string, J extends string, K extends string>(
  condition: Condition<I>,
  then: Expr<T, J> | (T & (number | boolean)),
  otherwise: Expr<U, K> | (U & (number | boolean)),
): Expr<T | U, I | J | K> {
  return operation('when', [condition, then as Numeric, otherwise as Numeric])
}
