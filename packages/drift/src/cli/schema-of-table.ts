import type { ColumnKind, Table } from '@millrace/core'
import { z } from 'zod'

const types = {
  number: z.number().nullable(),
  integer: z.int().nullable(),
  boolean: z.boolean().nullable(),
  day: z.iso.date().nullable(),
  instant: z.iso.datetime().nullable(),
  category: z.string().nullable(),
  string: z.string().nullable(),
} as const satisfies Readonly<Record<ColumnKind, z.ZodType>>

/** A zod object of a table's columns, each of its kind and nullable. */
export const schemaOfTable = ({ schema }: Table) =>
  z.object(Object.fromEntries(schema.columns.map(({ name, kind }) => [name, types[kind]])))
