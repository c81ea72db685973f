import { type AnyModel, predecessor, type Table } from '@millrace/core'
import type { Order } from './orders.ts'

/** The columns whose values may be any number. */
const numeric = ['amount', 'meter', 'few'] as const

/** The rows, of which the first hold the thresholds that the model's trees compare these columns with, and the numbers next to them. */
export function nearThresholds(model: Pick<AnyModel, 'definition'>, table: Table<Order>): Table<Order> {
  return numeric.reduce((changed, name) => {
    const column = table.column(name)
    if (column.type !== 'number') throw new Error(`'${name}' holds no numbers`)
    const values = column.values.slice()
    const close = thresholdsOf(model, name).flatMap((t) => [t, predecessor(t), -predecessor(-t)])
    values.set(close.filter(Number.isFinite).slice(0, values.length))
    return changed.withColumn(
      { name, kind: 'number', nullable: name !== 'meter', optional: false },
      { type: 'number', values },
    ) as typeof table
  }, table)
}

function thresholdsOf({ definition }: Pick<AnyModel, 'definition'>, name: string): number[] {
  const { nodes } = definition.graph
  const found = new Set<number>()
  for (const node of nodes) {
    if (node.op !== 'trees') continue
    const { feature, threshold, categories } = node.trees
    for (const [index, j] of feature.entries()) {
      const argument = j < 0 || (categories?.set[index] ?? -1) >= 0 ? undefined : nodes[node.args[j]!]
      if (argument?.op === 'column' && argument.name === name) found.add(threshold[index]!)
    }
  }
  return [...found]
}
