import { constant, type Expr, eq, greatest, gt, pick, when } from '@millrace/core'

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

/** The largest of at least one number. */
export function largest(numbers: readonly Expr<number>[]): Expr<number> {
  return numbers.reduce((most, number) => greatest(most, number))
}

/** The index of the largest of at least one number, the first of equals. */
export function indexOfLargest(numbers: readonly Expr<number>[]): Expr<number> {
  let index: Expr<number> = constant(0)
  let most = numbers[0]!
  for (const [i, number] of numbers.entries()) {
    if (i === 0) continue
    index = when(gt(number, most), i, index)
    most = greatest(most, number)
  }
  return index
}

/** The label at an index. */
export function labelAt(index: Expr<number>, labels: readonly (string | number | boolean)[]): Expr<string | number | boolean | null> {
  if (typeof labels[0] === 'string') return pick(index, labels as readonly string[])
  const numbers = labels.map(Number)
  if (numbers.every((label, i) => label === i)) return index
  return numbers.slice(0, -1).reduceRight<Expr<number>>((rest, label, i) => when(eq(index, i), label, rest), constant(numbers.at(-1)!))
}
