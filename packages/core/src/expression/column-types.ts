import type { Expr } from './expr.ts'

/**
 * A calendar day as an expression: a number of days inside, a type of its own outside, so that only date functions take it.
 *
 * @category Dates
 * @since 0.1.0
 */
export interface Day {
  /** For the compiler alone. */
  readonly '~day': true
}

/**
 * A moment as an expression: milliseconds inside, a type of its own outside.
 *
 * @category Dates
 * @since 0.1.0
 */
export interface Instant {
  /** For the compiler alone. */
  readonly '~instant': true
}

/**
 * What a column of a zod type is to expressions.
 *
 * @category Features
 * @since 0.1.0
 */
export type ColumnOf<S> = S extends {
  readonly _zod: { readonly def: { readonly type: infer K; readonly format?: infer F }; readonly output: infer O }
}
  ? K extends 'date'
    ? Instant
    : [K, F] extends ['string', 'date']
      ? Day
      : [K, F] extends ['string', 'datetime']
        ? Instant
        : K extends 'nullable' | 'optional'
          ? S extends { readonly _zod: { readonly def: { readonly innerType: infer U } } }
            ? ColumnOf<U> | null
            : never
          : O
  : never

/**
 * One expression a column.
 *
 * @category Features
 * @since 0.1.0
 */
export type Columns<Shape> = { readonly [K in keyof Shape & string]: Expr<ColumnOf<Shape[K]>, K> }
