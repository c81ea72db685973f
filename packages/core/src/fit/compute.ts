import { type Expr, isTextColumn, type SpecNode } from '../expression/expr.ts'
import { graphBuilder } from '../graph/graph-builder.ts'
import { createMachine } from '../machine/machine.ts'
import { readOutput } from '../machine/read-output.ts'
import type { ColumnSpec } from '../schema/column-spec.ts'
import { type PhysicalValue, toPhysical } from '../schema/physical-value.ts'
import { createLowering } from './lowering.ts'

/**
 * The value of an expression for one row, to try it out and to test it; nothing in it may have to be learnt.
 *
 * A model does this for whole graphs and keeps what it compiled; this compiles anew at each call.
 *
 * @param expr - an expression of columns and constants
 * @param row - the columns that it reads; a missing one is null
 * @returns a number, with booleans as 1 and 0, days as days and instants as milliseconds; a string that `pick` gives; or null, also in place of infinity
 * @throws TypeError when something in it has to be learnt, or a value of the row is not of its column's kind
 * @example
 * ```ts
 * import { columnExpr, compute, mul } from '@millrace/core'
 *
 * const amount = columnExpr<number | null, 'amount'>({ name: 'amount', kind: 'number', nullable: true, optional: false })
 * compute(mul(amount, 2), { amount: 3 }) // => 6
 * compute(mul(amount, 2), { amount: null }) // => null
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function compute(expr: Expr<string | number | boolean | null>, row: Readonly<Record<string, unknown>> = {}): string | number | null {
  const builder = graphBuilder()
  const index = createLowering(builder, 'serving', new Map(), new Map()).lower(expr.node)
  if (index === undefined) throw new TypeError('compute: the expression has something to learn; fit it first')
  const columns = columnsOf(expr.node)
  if (isTextColumn(expr.node)) return physicalOf([...columns.values()][0]!, row)
  const machine = createMachine(builder, [index], { blockSize: 1 })
  machine.runRow(machine.names.map((name) => physicalOf(columns.get(name)!, row)))
  return readOutput(builder.nodes[index]!, machine.register(index))
}

function physicalOf(column: ColumnSpec, row: Readonly<Record<string, unknown>>): PhysicalValue {
  const value = toPhysical(column, Object.hasOwn(row, column.name) ? row[column.name] : null)
  if (value === undefined) throw new TypeError(`compute: the value of '${column.name}' is not of kind ${column.kind}`)
  return value
}

function columnsOf(root: SpecNode): Map<string, ColumnSpec> {
  const columns = new Map<string, ColumnSpec>()
  const seen = new Set<SpecNode>()
  const open = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node) || node.kind !== 'operation') continue
    seen.add(node)
    if (node.column !== undefined) columns.set(node.column.name, node.column)
    if ('args' in node.operation) open.push(...node.operation.args)
  }
  return columns
}
