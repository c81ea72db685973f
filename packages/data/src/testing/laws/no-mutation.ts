import assert from 'node:assert/strict'
import { runGraph } from '@millrace/core'
import { columnOf } from '../../internal/column-of.ts'
import { nastyVariants } from '../nasty-table.ts'
import type { Subject } from '../subject.ts'

/** Neither fitting nor running writes to the table. */
export async function tablesStayAsTheyAre(subject: Subject): Promise<void> {
  const tables = nastyVariants.map(subject.rows).flatMap(({ fit, apply }) => [fit, apply])
  const contents = () => tables.map((table) => table.schema.columns.map(({ name }) => structuredClone(columnOf(table, name))))
  const before = contents()
  for (const variant of nastyVariants) await subject.fit(subject.rows(variant).fit)
  for (const { graph, table } of await subject.runs()) runGraph(graph, table)
  assert.deepEqual(contents(), before, 'a table was written to')
}
