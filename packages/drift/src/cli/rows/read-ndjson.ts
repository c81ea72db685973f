import { MillraceError, parseJson } from '@millrace/core'
import { forEachLine } from './ndjson-lines.ts'
import type { ReadOptions } from './read-options.ts'
import { type ReadRows, RowsBuilder } from './table-builder.ts'

/** No row is longer: what is, is no row. */
export const maxLineBytes = 16_777_216

/** Reads rows of one JSON object a line. */
export async function readNdjson(path: string, { wanted, maxRows, ...work }: ReadOptions): Promise<ReadRows> {
  const name = path === '-' ? 'the standard input' : path
  const builder = new RowsBuilder({ name, wanted, maxRows })
  await forEachLine(
    path,
    (line, number) => {
      const row = parseJson(line, { name: `${name}, line ${number}`, maxBytes: maxLineBytes })
      if (typeof row !== 'object' || row === null || Array.isArray(row)) throw noRow(name, number)
      builder.add(row as Readonly<Record<string, unknown>>)
    },
    { ...work, maxLineBytes },
  )
  return builder.finish()
}

function noRow(name: string, line: number): MillraceError {
  return new MillraceError({
    code: 'E_ROWS_INVALID',
    message: `${name}, line ${line}: a row is a JSON object, such as {"amount": 120}; write one a line`,
    details: { name, line },
  })
}
