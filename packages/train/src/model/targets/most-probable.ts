import { type ClassLabel, constant, type Expr, eq, greatest, gt, pick, when } from '@millrace/core'

/** The greatest of at least one number. */
export function greatestOf(numbers: readonly Expr<number>[]): Expr<number> {
  return numbers.reduce((most, number) => greatest(most, number))
}

/** The index of the greatest of at least one number, the first of equals. */
export function indexOfGreatest(numbers: readonly Expr<number>[]): Expr<number> {
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
export function labelAt(index: Expr<number>, labels: readonly ClassLabel[]): Expr<string | number | boolean | null> {
  if (typeof labels[0] === 'string') return pick(index, labels.map(String))
  if (labels.every((label, i) => label === i)) return index
  const last = constant(Number(labels.at(-1)!))
  return labels.slice(0, -1).reduceRight<Expr<number>>((rest, label, i) => when(eq(index, i), Number(label), rest), last)
}
