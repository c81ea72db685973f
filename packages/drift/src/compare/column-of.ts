import { type Column, findColumn, type Table } from '@millrace/core'

/** A table's column, whatever its rows; undefined where it has none of that name. */
export function columnOf(table: Table, name: string): Column | undefined {
  return findColumn(table.schema, name) === undefined ? undefined : (table as Table<Record<string, unknown>>).column(name)
}
