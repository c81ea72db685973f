import type { Expr } from '@millrace/core'

/** What a file computes from its inputs, as expressions over columns. */
export type Answer =
  | {
      readonly kind: 'binary'
      /** Before the link. */
      readonly score: Expr<number>
      /** Of the positive label. */
      readonly probability: Expr<number>
      /** Whether the tool would answer the positive label. */
      readonly positive: Expr<boolean>
      /** The probability above which it does. */
      readonly threshold: number
    }
  | {
      readonly kind: 'multiclass'
      /** One a class, before the link. */
      readonly scores: readonly Expr<number>[]
      /** One a class. */
      readonly probabilities: readonly Expr<number>[]
      /** Index of the label that the tool would answer. */
      readonly index: Expr<number>
    }
  | {
      readonly kind: 'regression'
      /** Before the link. */
      readonly score: Expr<number>
      /** What is predicted. */
      readonly value: Expr<number>
    }

/** The labels 0, 1, … of a file that does not name its own. */
export function labelsOf(answer: Answer): readonly number[] {
  return answer.kind === 'regression' ? [] : answer.kind === 'binary' ? [0, 1] : answer.scores.map((_, k) => k)
}
