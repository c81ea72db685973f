import { type Expr, type Keep, type Nulls, type Numeric, operation, type Reads } from './expr.ts'

type Operand = Numeric | number

/** Sum; null where an operand is. @category Expressions @since 0.1.0 */
export function add<A extends Operand, B extends Operand>(a: A, b: B): Expr<number | Nulls<A | B>, Reads<A | B>> {
  return operation('add', [a, b])
}

/** Difference; null where an operand is. @category Expressions @since 0.1.0 */
export function sub<A extends Operand, B extends Operand>(a: A, b: B): Expr<number | Nulls<A | B>, Reads<A | B>> {
  return operation('sub', [a, b])
}

/** Product; null where an operand is. @category Expressions @since 0.1.0 */
export function mul<A extends Operand, B extends Operand>(a: A, b: B): Expr<number | Nulls<A | B>, Reads<A | B>> {
  return operation('mul', [a, b])
}

/**
 * Quotient; null where an operand is, and where an expression divides by zero.
 *
 * @throws RangeError when the divisor is the constant 0
 * @category Expressions
 * @since 0.1.0
 */
export function div<T extends number | boolean | null, I extends string>(a: Expr<T, I>, b: number): Expr<Keep<T, number>, I>
export function div<A extends Operand, I extends string>(a: A, b: Numeric<I>): Expr<number | null, Reads<A> | I>
export function div(a: Operand, b: Operand): Expr<number | null> {
  if (b === 0) throw new RangeError('div: the divisor is the constant 0')
  return operation('div', [a, b])
}

/** The smaller operand; null where an operand is. @category Expressions @since 0.1.0 */
export function least<A extends Operand, B extends Operand>(a: A, b: B): Expr<number | Nulls<A | B>, Reads<A | B>> {
  return operation('min', [a, b])
}

/** The greater operand; null where an operand is. @category Expressions @since 0.1.0 */
export function greatest<A extends Operand, B extends Operand>(a: A, b: B): Expr<number | Nulls<A | B>, Reads<A | B>> {
  return operation('max', [a, b])
}

/**
 * The number, moved to the nearer bound where it lies outside; null stays null.
 *
 * @throws RangeError when the lower bound is not at or below the upper one
 * @category Expressions
 * @since 0.1.0
 */
export function clamp<T extends number | boolean | null, I extends string>(x: Expr<T, I>, lower: number, upper: number): Expr<Keep<T, number>, I> {
  if (!(lower <= upper)) throw new RangeError(`clamp: the lower bound ${lower} is above the upper bound ${upper}`)
  return least(greatest(x, lower), upper) as Expr<Keep<T, number>, I>
}

/** Largest integer at or below the number. @category Expressions @since 0.1.0 */
export function floor<T extends number | boolean | null, I extends string>(x: Expr<T, I>): Expr<Keep<T, number>, I> {
  return operation('floor', [x])
}

/** Absolute value. @category Expressions @since 0.1.0 */
export function abs<T extends number | boolean | null, I extends string>(x: Expr<T, I>): Expr<Keep<T, number>, I> {
  return operation('abs', [x])
}

/**
 * `x - divisor * floor(x / divisor)`: the remainder with the divisor's sign.
 *
 * @throws RangeError when the divisor is 0
 * @category Expressions
 * @since 0.1.0
 */
export function modulo<T extends number | boolean | null, I extends string>(x: Expr<T, I>, divisor: number): Expr<Keep<T, number>, I> {
  return sub(x, mul(floor(div(x, divisor)), divisor)) as Expr<Keep<T, number>, I>
}

/** Square root; null below 0. @category Expressions @since 0.1.0 */
export function sqrt<I extends string>(x: Numeric<I>): Expr<number | null, I> {
  return operation('sqrt', [x])
}

/** Power; null outside the real numbers (a negative base with a fraction, 0 to a negative power). @category Expressions @since 0.1.0 */
export function pow<A extends Operand, B extends Operand>(base: A, exponent: B): Expr<number | null, Reads<A | B>> {
  return operation('pow', [base, exponent])
}

/** Natural logarithm; null at or below 0. @category Expressions @since 0.1.0 */
export function log<I extends string>(x: Numeric<I>): Expr<number | null, I> {
  return operation('log', [x])
}

/** Exponential; null at an output where it overflows. @category Expressions @since 0.1.0 */
export function exp<T extends number | boolean | null, I extends string>(x: Expr<T, I>): Expr<Keep<T, number>, I> {
  return operation('exp', [x])
}
