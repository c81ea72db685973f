import { createHash } from 'node:crypto'
import { canonicalJson } from '../json/canonical-json.ts'
import type { Json } from '../json/json.ts'
import { formatInstant } from '../schema/calendar.ts'
import type { Table } from './table.ts'

/**
 * A digest of each row: equal rows, whatever table they stand in, have equal digests, so that two evaluations can be matched row by row.
 *
 * The digest is the first 128 bits of the SHA-256 of the row's canonical JSON.
 *
 * @param table - any table
 * @returns one text of 32 hexadecimal digits a row
 * @example
 * ```ts
 * import { fromRows, rowDigests } from '@millrace/core'
 * import { z } from 'zod'
 *
 * const [first, second] = rowDigests(fromRows(z.object({ amount: z.number() }), [{ amount: 1 }, { amount: 1 }]))
 * first === second // => true
 * ```
 * @category Table
 * @since 0.1.0
 */
export function rowDigests(table: Table<never> | Table): string[] {
  return Array.from(table.rows(), (row) => createHash('sha256').update(rowText(row)).digest('hex').slice(0, 32))
}

/**
 * A digest of all rows in their order, for tables that were made in memory and so have no file's digest.
 *
 * @param table - any table
 * @returns `sha256:` and 64 hexadecimal digits
 * @example
 * ```ts
 * import { digestTable, fromRows } from '@millrace/core'
 * import { z } from 'zod'
 *
 * const loans = fromRows(z.object({ amount: z.number() }), [{ amount: 1 }, { amount: 2 }])
 * digestTable(loans.sort('amount')) === digestTable(loans) // => true
 * digestTable(loans.slice(1)) === digestTable(loans) // => false
 * ```
 * @category Table
 * @since 0.1.0
 */
export function digestTable(table: Table<never> | Table): string {
  const hash = createHash('sha256').update(canonicalJson(table.schema.columns.map(({ name, kind }) => [name, kind])))
  for (const row of table.rows()) hash.update(rowText(row)).update('\n')
  return `sha256:${hash.digest('hex')}`
}

function rowText(row: unknown): string {
  const entries = Object.entries(row as Readonly<Record<string, unknown>>)
  return canonicalJson(
    Object.fromEntries(entries.map(([name, value]) => [name, value instanceof Date ? formatInstant(value.getTime()) : (value as Json)])),
  )
}
