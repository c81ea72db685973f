import type { ColumnKind } from '@millrace/core'
import type { SqlDialect } from './dialect.ts'
import { duckdbPrinters } from './duckdb-printers.ts'
import { nan, numberFragment, type SqlFragment } from './fragment.ts'
import { identifier } from './literal.ts'

/** Days since 1970-01-01 of a finite date. */
export const epochDay = (date: string): string => `CAST(${date} - DATE '1970-01-01' AS DOUBLE)`

/** Milliseconds since 1970-01-01 UTC of a finite timestamp of any precision, rounded down; `epoch_ms` alone rounds to zero. */
export const epochMilliseconds = (timestamp: string): string => `CAST(epoch_ms(date_trunc('milliseconds', ${timestamp})) AS DOUBLE)`

/** A column of a kind's own type as DuckDB stores it. */
const physical: Readonly<Record<ColumnKind, (reference: string) => SqlFragment>> = {
  number: (x) => numberFragment(`nullif(CAST(${x} AS DOUBLE), ${nan})`, 'infinite'),
  integer: (x) => numberFragment(`nullif(CAST(${x} AS DOUBLE), ${nan})`, 'infinite'),
  boolean: (x) => numberFragment(`CAST(${x} AS DOUBLE)`),
  day: (x) => numberFragment(`CASE WHEN isfinite(${x}) THEN ${epochDay(x)} END`),
  instant: (x) => numberFragment(`CASE WHEN isfinite(${x}) THEN ${epochMilliseconds(x)} END`),
  category: (x) => ({ sql: `CAST(${x} AS VARCHAR)`, type: 'string', range: 'finite' }),
  string: (x) => ({ sql: `CAST(${x} AS VARCHAR)`, type: 'string', range: 'finite' }),
}

/**
 * The SQL of DuckDB 1.4 and later: days are read from `DATE`, instants from `TIMESTAMP` (taken as UTC) or `TIMESTAMP WITH TIME ZONE`.
 *
 * @category SQL
 * @since 0.1.0
 */
export const duckdbDialect: SqlDialect = Object.freeze({
  name: 'duckdb',
  printers: duckdbPrinters,
  column: ({ kind }, reference) => physical[kind](reference),
  identifier,
} satisfies SqlDialect)
