import { MillraceError, type Table } from '@millrace/core'

/**
 * A table or view of the database.
 *
 * @category DuckDB
 * @since 0.1.0
 */
export interface DuckdbTableSource {
  /** Its name, as it stands, without quotes. */
  readonly table: string
  /** The schema it lies in. @defaultValue `'main'` */
  readonly schema?: string
}

/**
 * Parquet files, read where they lie.
 *
 * @category DuckDB
 * @since 0.1.0
 */
export interface DuckdbParquetSource {
  /** A path or several; `*`, `?` and `[…]` stand for what they stand for in a shell, unless a file has that very name. */
  readonly parquet: string | readonly string[]
}

/**
 * CSV files in UTF-8 with a header, read where they lie by DuckDB's reader.
 *
 * It reads what `readCsv` reads and gives the same values, and is laxer: blanks around numbers, `1_000`, `yes` and `1` for booleans,
 * one-digit months, and instants without a zone (taken as UTC) are not refused; values are not held against the schema's bounds and
 * categories. A null text between quotes is an error in a column that is no text, unless `quotedNulls` is set.
 *
 * @category DuckDB
 * @since 0.1.0
 */
export interface DuckdbCsvSource {
  /** A path or several, as for Parquet. */
  readonly csv: string | readonly string[]
  /** Character between cells, one of ASCII. @defaultValue `','` */
  readonly delimiter?: string
  /** Cells that are null. @defaultValue `['']` */
  readonly nullValues?: readonly string[]
  /** Whether a null text between quotes is null too; else `""` is the empty string. @defaultValue false */
  readonly quotedNulls?: boolean
}

/**
 * Where an engine finds its rows: a table of the database, files that are never loaded, or a table in memory, which is copied into the
 * database.
 *
 * @category DuckDB
 * @since 0.1.0
 */
export type DuckdbSource = DuckdbTableSource | DuckdbParquetSource | DuckdbCsvSource | Table

/** What messages call a source. */
export function nameOf(source: DuckdbSource): string {
  if ('table' in source) return `table '${source.table}'`
  if ('parquet' in source) return namesOf(source.parquet)
  if ('csv' in source) return namesOf(source.csv)
  return 'the table'
}

/** The paths as a list, refused where there is none. */
export function pathsOf(paths: string | readonly string[]): readonly string[] {
  const list = typeof paths === 'string' ? [paths] : paths
  if (list.length > 0 && list.every((path) => path !== '')) return list
  throw new MillraceError({
    code: 'E_OPTION_INVALID',
    message: 'duckdbEngine: a source has no path; give at least one',
    details: { option: 'source' },
  })
}

const namesOf = (paths: string | readonly string[]) => (typeof paths === 'string' ? [paths] : paths).map((path) => `'${path}'`).join(', ')
