import { columnExpr, type Expr, exp, findColumn, type Table } from '@millrace/core'
import { nullTarget, targetError } from './read-column.ts'
import type { TargetKind } from './target-kind.ts'

/** A number: the value itself, or its logarithm. */
export const regressionTarget: TargetKind<'regression'> = {
  scales: ['value', 'log-value'],
  read(table, { column }, weights) {
    const values = numbersOf(table, column)
    if (!values.some((_, row) => weights?.[row] !== 0)) {
      const what = values.length === 0 ? 'there are no rows' : 'every row weighs 0'
      throw targetError('E_TARGET_EMPTY', what, 'a model needs rows that weigh something', column)
    }
    const label = Object.freeze({ name: 'value', kind: 'number', nullable: false, optional: false } as const)
    return { values, task: { kind: 'regression' }, record: { kind: 'regression', column }, label }
  },
  settle: (target) => target,
  readKnown: (table, { column }) => numbersOf(table, column),
  expression: (schema, { column }) => columnExpr<number, string>(findColumn(schema, column)!),
  outputs: ([score], scale) => ({ score: score!, value: scale === 'log-value' ? (exp(score!) as Expr<number>) : score! }),
}

function numbersOf(table: Table, name: string): Float64Array {
  const column = table.column(name as never)
  const { kind } = findColumn(table.schema, name)!
  if (column.type !== 'number' || (kind !== 'number' && kind !== 'integer'))
    throw targetError('E_TARGET_NOT_NUMBER', `it is of kind ${kind}`, 'predict it with binary() or multiclass()', name)
  const row = column.values.findIndex((value) => Number.isNaN(value))
  if (row >= 0) throw nullTarget(row, name)
  return column.values
}
