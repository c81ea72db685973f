import { add, type BinaryTarget, coalesce, columnExpr, div, type Expr, eq, exp, findColumn, ge, mul, pick, when } from '@millrace/core'
import { readKnownLabels, readLabels } from '../labels.ts'
import type { TargetKind } from './target-kind.ts'

/** Two labels: log-odds or the probability of the positive one. */
export const binaryTarget: TargetKind<'binary'> = {
  scales: ['log-odds', 'probability'],
  read(table, target, weights) {
    const { values, negative, column } = readLabels(table, target, weights)
    const record = { kind: 'binary', column: target.column, positive: target.positive, negative, threshold: 0.5 } as const
    return { values, task: { kind: 'binary' }, record, label: column }
  },
  settle: (target) => target,
  readKnown: readKnownLabels,
  expression(schema, { column, positive }) {
    const label = columnExpr<string, string>(findColumn(schema, column)!)
    return coalesce(eq(label, positive as never) as Expr<boolean | null>, false)
  },
  outputs([score], scale, target) {
    const probability = scale === 'probability' ? score! : logistic(score!)
    return { score: score!, probability, label: labelOf(probability, target) }
  },
}

/** `1 / (1 + exp(-x))`. */
export function logistic(x: Expr<number>): Expr<number> {
  return div(1, add(exp(mul(x, -1)), 1)) as Expr<number>
}

/** The positive label from the threshold on, else the other. */
export function labelOf(
  probability: Expr<number>,
  { threshold, positive, negative }: BinaryTarget,
): Expr<string | number | boolean | null> {
  const isPositive = ge(probability, threshold)
  if (typeof positive === 'string') return pick(isPositive, [String(negative), positive])
  return when(isPositive, Number(positive), Number(negative))
}
