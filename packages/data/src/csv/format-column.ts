import { type Column, type ColumnSpec, formatDay, formatInstant, MillraceError, type StringColumn, shown } from '@millrace/core'

/** How cells are written. */
export interface CellFormat {
  /** Character between cells. */
  readonly delimiter: string
  /** What is written for null. */
  readonly nullValue: string
  /** Whether text that a spreadsheet would run gets an apostrophe in front. */
  readonly escapeFormulas: boolean
}

/** The text of a column's cell in a row. */
export type FormatCell = (row: number) => string

/** Formats the cells of a column so that `readCsv` reads the same values. */
export function formatColumn(spec: ColumnSpec, column: Column, format: CellFormat): FormatCell {
  return column.type === 'number' ? formatNumbers(spec, column.values, format) : formatStrings(spec, column, format)
}

/** A string as a cell: between quotes only where it would be read as something else. `where` names it in errors. */
export function formatString(text: string, where: string, { delimiter, nullValue, escapeFormulas }: CellFormat): string {
  if (/\p{Surrogate}/u.test(text)) throw unwritable(where, text, 'it holds half of a surrogate pair, which UTF-8 cannot write; replace it')
  const safe = escapeFormulas && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
  const plain = safe !== '' && safe !== nullValue && !safe.includes(delimiter) && !/["\r\n]|^\ufeff/.test(safe)
  return plain ? safe : `"${safe.replaceAll('"', '""')}"`
}

/** Each distinct string is formatted once, when a row first has it. */
function formatStrings({ name }: ColumnSpec, { codes, dictionary }: StringColumn, format: CellFormat): FormatCell {
  const cells: string[] = []
  return (row) => {
    const code = codes[row]!
    if (code < 0) return format.nullValue
    const known = cells[code]
    if (known !== undefined) return known
    const cell = formatString(dictionary[code]!, `column '${name}', row ${row}`, format)
    cells[code] = cell
    return cell
  }
}

function formatNumbers({ name, kind }: ColumnSpec, values: Float64Array, { delimiter, nullValue }: CellFormat): FormatCell {
  const written =
    kind === 'boolean' ? (value: number) => String(value === 1) : kind === 'day' ? formatDay : kind === 'instant' ? formatInstant : String
  return (row) => {
    const value = values[row]!
    if (Number.isNaN(value)) return nullValue
    if (!Number.isFinite(value)) throw unwritable(`column '${name}', row ${row}`, value, 'it is not a finite number; replace it')
    const cell = written(value)
    if (cell === nullValue) throw unwritable(`column '${name}', row ${row}`, value, 'it would be read as null; choose another nullValue')
    return cell.includes(delimiter) ? `"${cell}"` : cell
  }
}

function unwritable(where: string, value: unknown, why: string): MillraceError {
  return new MillraceError({
    code: 'E_CSV_UNWRITABLE',
    message: `${where}: ${shown(value)} cannot be written, for ${why}`,
    details: { where, value: shown(value) },
  })
}
