import type { ColumnSpec, MillraceError } from '@millrace/core'
import { type CsvPlace, csvError } from './csv-error.ts'
import { nearMiss } from './near-miss.ts'
import type { RowsStart } from './rows-start.ts'

/** A column and where it stands in the file. */
export interface PlacedColumn {
  /** The column. */
  readonly spec: ColumnSpec
  /** Position of its cell in a row; -1 where the file does not have it. */
  readonly cell: number
}

/** Finds columns by the names of the file, or by position where there are none. Columns of the file that are not asked for are left out. */
export function matchColumns(columns: readonly ColumnSpec[], { names, firstLine }: RowsStart, name: string): readonly PlacedColumn[] {
  if (names === null) return columns.map((spec, cell) => ({ spec, cell }))
  const place = { name, line: firstLine }
  const placed = columns.map((spec) => ({ spec, cell: names.indexOf(spec.name) }))
  const missing = placed.filter(({ spec, cell }) => cell === -1 && !spec.optional).map(({ spec }) => spec.name)
  if (missing.length > 0) throw missingColumns(place, missing, names)
  for (const { spec, cell } of placed) {
    if (cell === names.lastIndexOf(spec.name)) continue
    throw csvError('E_CSV_COLUMN_DUPLICATE', place, `there are two columns '${spec.name}'; rename one of them`, { column: spec.name })
  }
  return placed
}

function missingColumns(place: CsvPlace, missing: readonly string[], names: readonly string[]): MillraceError {
  const [column = ''] = missing
  const guess = nearMiss(column, names)
  const more = missing.length > 1 ? ` (nor ${missing.length - 1} more of the schema)` : ''
  const listed =
    names
      .slice(0, 20)
      .map((name) => `'${name}'`)
      .join(', ') + (names.length > 20 ? ` and ${names.length - 20} more` : '')
  const remedy = guess === undefined ? 'pass header: false if the file has no header' : `did you mean '${guess}'?`
  return csvError('E_CSV_COLUMN_MISSING', place, `there is no column '${column}'${more}, but ${listed}; ${remedy}`, {
    column,
    missing,
    names,
  })
}
