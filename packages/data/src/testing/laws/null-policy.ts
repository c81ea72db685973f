import assert from 'node:assert/strict'
import { type Column, runGraph } from '@millrace/core'
import { columnOf } from '../../internal/column-of.ts'
import type { Subject } from '../subject.ts'

/**
 * When an output may be null. `never`: for no input. `kept`: where the input is null, and nowhere else. `any`: anywhere.
 *
 * @category Testing
 * @since 0.1.0
 */
export type NullPolicy = 'never' | 'kept' | 'any'

/** Outputs are null where the policy says; where null is kept, a number that overflows may become null as well. */
export async function nullsFollowThePolicy(subject: Subject, policy: NullPolicy): Promise<void> {
  if (policy === 'any') return
  for (const { where, graph, table } of await subject.runs()) {
    const input = columnOf(table, subject.column)
    for (const [name, output] of runGraph(graph, table)) {
      for (let row = 0; row < table.rowCount; row++) {
        const allowed = policy === 'kept' && (isNullAt(input, row) || subject.column === 'huge')
        const required = policy === 'kept' && isNullAt(input, row)
        const isNull = isNullAt(output, row)
        if (isNull ? !allowed : required) assert.fail(`${where}: output '${name}' of row ${row} is ${isNull ? '' : 'not '}null`)
      }
    }
  }
}

const isNullAt = (column: Column, row: number) => (column.type === 'number' ? Number.isNaN(column.values[row]) : column.codes[row]! < 0)
