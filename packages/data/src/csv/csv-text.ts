import type { Progress, Table } from '@millrace/core'
import { columnOf } from '../internal/column-of.ts'
import { type CellFormat, formatColumn, formatString } from './format-column.ts'

/** Characters that are handed on together. */
const pieceLength = 2 ** 16
const progressIntervalMs = 250

/** How the text of a file is made. */
export interface CsvTextOptions extends CellFormat {
  /** Whether the first line names the columns. */
  readonly header: boolean
  /** What ends a line. */
  readonly lineEnd: string
  /** What progress calls the work. */
  readonly task: string
  /** Is told the rows that are done. */
  readonly progress: Progress | undefined
}

/** The text of a table as CSV, in pieces of some 64 Ki characters. */
export function* csvText(table: Table, { header, lineEnd, task, progress, ...format }: CsvTextOptions): Generator<string, void> {
  const { columns } = table.schema
  const cells = columns.map((spec) => formatColumn(spec, columnOf(table, spec.name), format))
  const report = (done: number) => progress?.({ task, done, total: table.rowCount, unit: 'rows' })
  let text = header ? columns.map(({ name }) => formatString(name, `column '${name}'`, format)).join(format.delimiter) + lineEnd : ''
  let told = performance.now()
  for (let row = 0; row < table.rowCount; row++) {
    text += cells[0]?.(row) ?? ''
    for (let column = 1; column < cells.length; column++) text += format.delimiter + cells[column]!(row)
    text += lineEnd
    if (text.length < pieceLength) continue
    yield text
    text = ''
    if (performance.now() - told < progressIntervalMs) continue
    told = performance.now()
    report(row + 1)
  }
  if (text !== '') yield text
  report(table.rowCount)
}
