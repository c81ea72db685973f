import type { Expr } from '@millrace/core'

/** How numbers are held; it decides how trees compare. */
export type NumberType = 'float' | 'double' | 'int'

/** One column of a matrix: its name is for explanations. */
export interface NumberColumn {
  readonly name: string
  readonly expr: Expr<number>
}

/** A matrix of numbers, a row each. */
export interface Numbers {
  readonly kind: 'numbers'
  readonly type: NumberType
  readonly columns: readonly NumberColumn[]
}

/** Input columns of strings. */
export interface Texts {
  readonly kind: 'texts'
  readonly columns: readonly { readonly name: string; readonly expr: Expr<string | null> }[]
}

/** A predicted label a row. */
export interface Labels {
  readonly kind: 'labels'
  readonly labels: readonly (string | number)[]
  /** Index of the label. */
  readonly index: Expr<number>
  /** Before the link, one a label. */
  readonly scores: readonly Expr<number>[]
  readonly probabilities: readonly Expr<number>[]
  /** Of two labels: whether it is the second, and the probability above which it is. */
  readonly positive?: { readonly test: Expr<boolean>; readonly threshold: number }
}

/** Numbers or strings that are the same for every row. */
export interface Constant {
  readonly kind: 'constant'
  readonly type: NumberType | 'string'
  readonly dims: readonly number[]
  readonly values: readonly (number | string)[]
}

/** What stands for a tensor while the graph is read: rows are symbolic, columns are not. */
export type Value = Numbers | Texts | Labels | Constant

/** Numbers of one type under the names of the columns that they come from. */
export const numbersOf = (type: NumberType, columns: readonly NumberColumn[]): Numbers => ({ kind: 'numbers', type, columns })
