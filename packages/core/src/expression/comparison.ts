import { type Expr, isTextNode, type Keep, type Nulls, type Numeric, operation, type Reads } from './expr.ts'
import { lookup } from './lookup.ts'

type Operand = Numeric | number

/** Whether `a < b`; null where an operand is. @category Expressions @since 0.1.0 */
export function lt<A extends Operand, B extends Operand>(a: A, b: B): Expr<boolean | Nulls<A | B>, Reads<A | B>> {
  return operation('lt', [a, b])
}

/** Whether `a <= b`; null where an operand is. @category Expressions @since 0.1.0 */
export function le<A extends Operand, B extends Operand>(a: A, b: B): Expr<boolean | Nulls<A | B>, Reads<A | B>> {
  return operation('le', [a, b])
}

/** Whether `a > b`; null where an operand is. @category Expressions @since 0.1.0 */
export function gt<A extends Operand, B extends Operand>(a: A, b: B): Expr<boolean | Nulls<A | B>, Reads<A | B>> {
  return operation('lt', [b, a])
}

/** Whether `a >= b`; null where an operand is. @category Expressions @since 0.1.0 */
export function ge<A extends Operand, B extends Operand>(a: A, b: B): Expr<boolean | Nulls<A | B>, Reads<A | B>> {
  return operation('le', [b, a])
}

/** Whether the value is that string, number or boolean; null where it is null. @category Expressions @since 0.1.0 */
export function eq<T extends string | number | boolean | null, I extends string>(x: Expr<T, I>, value: NonNullable<T>): Expr<Keep<T, boolean>, I> {
  if (!isTextNode(x.node)) return operation('eq', [x, value as number | boolean])
  return lookup(x as Expr<string | null, I>, [[value as string, 1]], { other: 0, missing: null }) as never
}

/** Whether the value is another than that string, number or boolean; null where it is null. @category Expressions @since 0.1.0 */
export function ne<T extends string | number | boolean | null, I extends string>(x: Expr<T, I>, value: NonNullable<T>): Expr<Keep<T, boolean>, I> {
  return operation('not', [eq(x, value)])
}

/** Whether the value is one of those; null where it is null. @category Expressions @since 0.1.0 */
export function isIn<T extends string | number | boolean | null, I extends string>(
  x: Expr<T, I>,
  values: readonly NonNullable<T>[],
): Expr<Keep<T, boolean>, I> {
  if (isTextNode(x.node)) {
    return lookup(x as Expr<string | null, I>, values.map((value) => [value as string, 1] as const), { other: 0, missing: null }) as never
  }
  const [first, ...others] = values
  if (first === undefined) throw new RangeError('isIn: no values are given')
  return others.reduce<Expr<Keep<T, boolean>, I>>((any, value) => operation('or', [any, eq(x, value)]), eq(x, first))
}
