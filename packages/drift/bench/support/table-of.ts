import { type Column, schemaFromColumns, Table } from '@millrace/core'
import { z } from 'zod'

/** A table of columns without nulls: numbers and categories. */
export function tableOf(columns: readonly (readonly [string, Column])[]): Table<Record<string, unknown>> {
  const specs = columns.map(([name, { type }]) => ({
    name,
    kind: type === 'number' ? ('number' as const) : ('category' as const),
    nullable: false,
    optional: false,
  }))
  return new Table(schemaFromColumns(specs), new Map(columns)) as Table<Record<string, unknown>>
}

/** The zod object of such a table. */
export const rowsOf = ({ schema }: Table) =>
  z.object(Object.fromEntries(schema.columns.map(({ name, kind }) => [name, kind === 'number' ? z.number() : z.string()])))
