import { type ClassLabel, type Column, type ColumnSpec, findColumn, fromPhysical, MillraceError, type Table } from '@millrace/core'

/** The labels of a column by row, and the column's type; a row without a label is refused. */
export function labelsOf(table: Table, name: string): { readonly labels: readonly ClassLabel[]; readonly spec: ColumnSpec } {
  const column = table.column(name as never)
  const spec = findColumn(table.schema, name)!
  const read = labelReader(column, spec)
  const labels = Array.from({ length: table.rowCount }, (_, row) => {
    const label = read(row)
    if (label === null) throw nullTarget(row, name)
    return label
  })
  return { labels, spec }
}

function labelReader(column: Column, spec: ColumnSpec): (row: number) => ClassLabel | null {
  if (column.type === 'string') return (row) => column.dictionary[column.codes[row]!] ?? null
  return (row) => fromPhysical({ ...spec, asDate: false }, column.values[row]!) as ClassLabel | null
}

/** The labels are all that the model answers, whatever the schema allowed. */
export function labelColumn({ kind }: ColumnSpec, labels: readonly ClassLabel[]): ColumnSpec {
  const column = { name: 'label', nullable: false, optional: false }
  if (typeof labels[0] === 'string') return Object.freeze({ ...column, kind: 'category', categories: Object.freeze(labels.map(String)) })
  if (typeof labels[0] === 'boolean') return Object.freeze({ ...column, kind })
  return Object.freeze({ ...column, kind, allowed: Object.freeze(labels.map(Number)) })
}

/** A label in a message. */
export const shown = (label: ClassLabel) => (typeof label === 'string' ? `'${label}'` : String(label))

/** The error for a row without a target. */
export const nullTarget = (row: number, column: string) =>
  targetError('E_TARGET_NULL', `row ${row} is null`, 'leave out rows without a label', column)

/** The error of every target that cannot be learnt. */
export function targetError(code: `E_${string}`, what: string, remedy: string, column: string): MillraceError {
  return new MillraceError({ code, message: `target '${column}': ${what}; ${remedy}`, details: { column } })
}
