import assert from 'node:assert/strict'
import { type Column, runGraph } from '@millrace/core'
import { columnOf } from '../../internal/column-of.ts'
import type { Rows, Subject } from '../subject.ts'

/** What a row trains on does not change when the targets of its fold do. */
export async function noRowSeesItsOwnTarget(subject: Subject): Promise<void> {
  const { fitted } = await subject.outcome('all rows')
  if (fitted === undefined || !(await subject.readsTarget())) return
  const rows = subject.rows('all rows').fit
  const folds = numbersOf(columnOf(rows, 'fold'))
  const expected = runGraph(fitted.training, rows)
  for (const fold of new Set(folds)) {
    const { fitted: other } = await subject.fit(flipTargets(rows, folds, fold))
    const actual = other && runGraph(other.training, rows)
    for (const [name, column] of expected) {
      const before = numbersOf(column)
      const after = numbersOf(actual?.get(name))
      const changed = before.findIndex((value, row) => folds[row] === fold && !Object.is(value, after[row]))
      if (changed >= 0) assert.fail(`the training output '${name}' of row ${changed} changes with the targets of its own fold`)
    }
  }
}

/** The rows with the opposite target in one fold. */
function flipTargets(rows: Rows, folds: Float64Array, fold: number): Rows {
  const targets = numbersOf(columnOf(rows, 'target'))
  const values = targets.map((target, row) => (folds[row] === fold ? 1 - target : target))
  const spec = rows.schema.columns.find(({ name }) => name === 'target')!
  return rows.withColumn({ ...spec, name: 'target' }, { type: 'number', values }) as Rows
}

function numbersOf(column: Column | undefined): Float64Array {
  if (column?.type === 'number') return column.values
  throw new assert.AssertionError({ message: 'a training output is missing, or is no number' })
}
