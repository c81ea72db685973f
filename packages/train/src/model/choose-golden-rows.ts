import type { ColumnSpec, Table } from '@millrace/core'

const most = 16

/** Rows spread over the table, and for each column the first row where it is null, as far as there is room. */
export function chooseGoldenRows(table: Table, columns: readonly ColumnSpec[]): Readonly<Record<string, unknown>>[] {
  const chosen = new Set<number>()
  for (const { name } of columns) {
    const column = table.column(name as never)
    const row = column.type === 'number' ? column.values.findIndex((value) => Number.isNaN(value)) : column.codes.indexOf(-1)
    if (row >= 0 && chosen.size < most / 2) chosen.add(row)
  }
  const step = Math.max(1, Math.floor(table.rowCount / most))
  for (let row = 0; row < table.rowCount && chosen.size < most; row += step) chosen.add(row)
  return Array.from(chosen, (row) => table.row(row) as Readonly<Record<string, unknown>>)
}
