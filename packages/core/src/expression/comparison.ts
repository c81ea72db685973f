import { type Expr, isTextNode, type Keep, type Nulls, type Numeric, operation, type Reads } from './expr.ts'
import { lookup } from './lookup.ts'

type Operand = Numeric | number
type Comparable = string | number | boolean | null

/**
 * Whether `a < b`; null where an operand is.
 *
 * @param a - an expression or a finite number
 * @param b - an expression or a finite number
 * @returns 1 or 0 when it is computed
 * @example
 * ```ts
 * import { constant, compute, lt } from '@millrace/core'
 *
 * compute(lt(constant(2), 3)) // => 1
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function lt<A extends Operand, B extends Operand>(a: A, b: B): Expr<boolean | Nulls<A | B>, Reads<A | B>> {
  return operation('lt', [a, b])
}

/**
 * Whether `a <= b`; null where an operand is.
 *
 * @param a - an expression or a finite number
 * @param b - an expression or a finite number
 * @returns 1 or 0 when it is computed
 * @example
 * ```ts
 * import { constant, compute, le } from '@millrace/core'
 *
 * compute(le(constant(3), 3)) // => 1
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function le<A extends Operand, B extends Operand>(a: A, b: B): Expr<boolean | Nulls<A | B>, Reads<A | B>> {
  return operation('le', [a, b])
}

/**
 * Whether `a > b`; null where an operand is.
 *
 * @param a - an expression or a finite number
 * @param b - an expression or a finite number
 * @returns 1 or 0 when it is computed
 * @example
 * ```ts
 * import { constant, compute, gt } from '@millrace/core'
 *
 * compute(gt(constant(3), 3)) // => 0
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function gt<A extends Operand, B extends Operand>(a: A, b: B): Expr<boolean | Nulls<A | B>, Reads<A | B>> {
  return operation('lt', [b, a])
}

/**
 * Whether `a >= b`; null where an operand is.
 *
 * @param a - an expression or a finite number
 * @param b - an expression or a finite number
 * @returns 1 or 0 when it is computed
 * @example
 * ```ts
 * import { constant, compute, ge } from '@millrace/core'
 *
 * compute(ge(constant(3), 3)) // => 1
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function ge<A extends Operand, B extends Operand>(a: A, b: B): Expr<boolean | Nulls<A | B>, Reads<A | B>> {
  return operation('le', [b, a])
}

/**
 * Whether the value is that string, number or boolean; null where it is null.
 *
 * @param x - the value
 * @param value - a constant of its type
 * @returns 1 or 0 when it is computed
 * @example
 * ```ts
 * import { constant, eq, compute } from '@millrace/core'
 *
 * compute(eq(constant(3), 3)) // => 1
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function eq<T extends Comparable, I extends string>(x: Expr<T, I>, value: NonNullable<T>): Expr<Keep<T, boolean>, I> {
  if (!isTextNode(x.node)) return operation('eq', [x, value as number | boolean])
  return lookup(x as Expr<string | null, I>, [[value as string, 1]], { other: 0, missing: null }) as never
}

/**
 * Whether the value is another than that string, number or boolean; null where it is null.
 *
 * @param x - the value
 * @param value - a constant of its type
 * @returns 1 or 0 when it is computed
 * @example
 * ```ts
 * import { constant, compute, ne } from '@millrace/core'
 *
 * compute(ne(constant(3), 3)) // => 0
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function ne<T extends Comparable, I extends string>(x: Expr<T, I>, value: NonNullable<T>): Expr<Keep<T, boolean>, I> {
  return operation('not', [eq(x, value)])
}

/**
 * Whether the value is one of those; null where it is null.
 *
 * @param x - the value
 * @param values - constants of its type, at least one
 * @returns 1 or 0 when it is computed
 * @throws RangeError when no value is given, or a string twice
 * @example
 * ```ts
 * import { constant, compute, isIn } from '@millrace/core'
 *
 * compute(isIn(constant(12), [12, 24, 36])) // => 1
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function isIn<T extends Comparable, I extends string>(x: Expr<T, I>, values: readonly NonNullable<T>[]): Expr<Keep<T, boolean>, I> {
  if (values.length === 0) throw new RangeError('isIn: no values are given')
  if (isTextNode(x.node)) {
    const entries = values.map((value) => [value as string, 1] as const)
    return lookup(x as Expr<string | null, I>, entries, { other: 0, missing: null }) as never
  }
  return anyOf(values.map((value) => eq(x, value)))
}

/** Joins by halves, so that many values make no deep expression. */
function anyOf<T, I extends string>(tests: readonly Expr<T, I>[]): Expr<T, I> {
  if (tests.length === 1) return tests[0]!
  const middle = tests.length >> 1
  return operation('or', [anyOf(tests.slice(0, middle)), anyOf(tests.slice(middle))])
}
