import { MillraceError } from '@millrace/core'
import { afterLine } from './bytes.ts'
import { rowTexts } from './cell-block.ts'
import { csvError, limitError, unclosedQuote } from './csv-error.ts'
import type { CsvFormat } from './csv-options.ts'
import { RowScanner } from './row-scanner.ts'

/** What precedes the rows of a file. */
export interface RowsStart {
  /** Names of the columns by position, where the header or the options give them. */
  readonly names: readonly string[] | null
  /** Cells of the first line that is not blank. */
  readonly cells: number
  /** Physical line of that: of the header, where there is one. */
  readonly firstLine: number
  /** Physical line from which rows are looked for. */
  readonly line: number
  /** Offset of that line. */
  readonly offset: number
}

/** The bytes of a file from its start. */
export interface FileHead {
  /** Has room for `scanRoom` bytes at `to`. */
  readonly bytes: Buffer
  /** Offset after the last byte. */
  readonly to: number
  /** Whether the file ends there. */
  readonly final: boolean
}

/** Looks behind byte order mark, skipped lines and header; null where more bytes are needed. */
export function findRowsStart(
  { bytes, to, final }: FileHead,
  { name, format }: { readonly name: string; readonly format: CsvFormat },
): RowsStart | null {
  const start = afterSkippedLines({ bytes, to, final }, format.skipLines)
  if (start === -1) return null
  const line = 1 + format.skipLines
  const probe = new RowScanner(format, { width: 0, line, keepBlank: false, capacity: 1 })
  probe.scan(bytes, start, to, { final })
  const [first] = probe.faults
  if (first === undefined && !final) return null
  if (probe.openQuoteLine > 0) throw unclosedQuote({ name, line: probe.openQuoteLine })
  const cells = first?.cells ?? 1
  const firstLine = first?.line ?? line
  if (start === to || (first === undefined && format.header === true)) throw emptyFile(name, format)
  if (cells > format.limits.columns)
    throw limitError({ name, line: firstLine }, { limit: 'columns', most: format.limits.columns, found: `${cells} cells` })
  if (format.header !== true) return { names: format.header || null, cells, firstLine, line, offset: start }
  const header = new RowScanner(format, { width: cells, line, keepBlank: false, capacity: 1 })
  const offset = header.scan(bytes, start, to, { final })
  const [fault] = header.faults
  if (fault !== undefined) throw csvError('E_CSV_HEADER', { name, line: fault.line }, `the header has ${fault.reason}; correct it`)
  return { names: rowTexts(header, 0, format.trim), cells, firstLine, line: header.line, offset }
}

/** The offset after byte order mark and lines, or -1 where more bytes are needed. */
function afterSkippedLines({ bytes, to, final }: FileHead, lines: number): number {
  let offset = to >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  for (let skipped = 0; skipped < lines; skipped++) {
    const next = afterLine(bytes, offset, to, final)
    if (next === -1) return final ? to : -1
    offset = next
  }
  return offset
}

function emptyFile(name: string, { header, skipLines }: CsvFormat): MillraceError {
  const behind = skipLines > 0 ? ` behind ${skipLines} skipped lines` : ''
  const message = `${name} is empty${behind}: it has no ${header === true ? 'header' : 'row'}; check that it was written to its end`
  return new MillraceError({ code: 'E_CSV_EMPTY', message, details: { name } })
}
