import { type ColumnKind, MillraceError, type Table } from '@millrace/core'
import { z } from 'zod'
import type { CsvForm, ReadOptions } from './rows/read-options.ts'
import { noColumn, type ReadRows } from './rows/table-builder.ts'

const types = {
  number: z.number(),
  integer: z.number(),
  boolean: z.boolean(),
  day: z.iso.date(),
  instant: z.iso.datetime(),
  category: z.string(),
  string: z.string(),
} as const satisfies Readonly<Record<ColumnKind, z.ZodType>>

/**
 * Reads a CSV file by the optional package `@millrace/data`, which nothing else of this package imports. Columns are of the kinds that a profile knows, else
 * of those that their cells say; a column with a cell that its kind does not take is read as text, so that it is of another type rather than an error.
 */
export async function readCsvTable(
  path: string,
  { wanted, maxRows, csv, signal, progress }: ReadOptions & { readonly csv: CsvForm },
): Promise<ReadRows> {
  const { inferSchema, readCsv } = await load()
  const form = { ...csv, limits: { rows: maxRows }, signal, progress }
  const inferred = await inferSchema(path, wanted === null ? form : { ...form, rows: 1 })
  const kinds = new Map<string, ColumnKind>()
  for (const { name, kind } of inferred.columns) {
    if (wanted === null || wanted.has(name)) kinds.set(name, wanted?.get(name) ?? kind)
  }
  if (wanted !== null && kinds.size === 0) throw noColumn(path, [...wanted.keys()])
  const notes: string[] = []
  for (;;) {
    const shape = Object.fromEntries([...kinds].map(([name, kind]) => [name, types[kind].nullable()]))
    try {
      return { table: (await readCsv(path, z.object(shape), form)) as Table, notes }
    } catch (error) {
      const found = otherType(error)
      if (found === null || kinds.get(found.column) === 'string') throw error
      kinds.set(found.column, 'string')
      notes.push(`${path}: column '${found.column}' is read as text, since line ${found.line} is ${found.reason}`)
    }
  }
}

/** The first value that its column does not take; null where something else is wrong. */
function otherType(error: unknown): { readonly column: string; readonly line: number; readonly reason: string } | null {
  if (!MillraceError.isInstance(error) || error.code !== 'E_CSV_INVALID') return null
  const [issue] = error.details.issues as unknown as readonly {
    readonly column: string | null
    readonly line: number
    readonly reason: string
  }[]
  return issue === undefined || issue.column === null ? null : { ...issue, column: issue.column }
}

async function load() {
  try {
    return await import('@millrace/data')
  } catch (cause) {
    throw new MillraceError({
      code: 'E_PEER_MISSING',
      message:
        "CSV files are read by the package '@millrace/data', which cannot be loaded; npm install @millrace/data, or give rows as NDJSON",
      details: { package: '@millrace/data' },
      cause,
    })
  }
}
