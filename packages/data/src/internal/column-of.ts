import type { Column, Table } from '@millrace/core'

/** The column of that name of a table whose row type does not matter here; throws as `Table.column` where there is none. */
export function columnOf(table: Table, name: string): Column {
  return table.column(name as never)
}
