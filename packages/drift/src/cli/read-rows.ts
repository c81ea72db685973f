import { isText, parseJson, readFileLimited, schemaFromColumns, type Table, tableOfRows } from '@millrace/core'
import type { Profile } from '../profile/profile-types.ts'

const maxBytes = 1_073_741_824
const maxLineBytes = 16_777_216

/**
 * Reads rows of one JSON object a line, as far as the profile has their columns. A column that no row names is left out, so that it is reported as
 * missing rather than as null.
 */
export async function readRows(path: string, { columns }: Profile): Promise<Table> {
  const bytes = Buffer.from((await readFileLimited(path, { maxBytes })).buffer)
  const missing = new Set(columns.map(({ column }) => column))
  const schema = schemaFromColumns(
    columns.map(({ column, kind }) => ({ name: column, kind: isText(kind) ? 'string' : kind, nullable: true, optional: true })),
  )
  const table = tableOfRows<Record<string, unknown>>(schema as never, rowsOf(bytes, { path, missing }))
  return table.select(...columns.map(({ column }) => column).filter((column) => !missing.has(column)))
}

function* rowsOf(bytes: Buffer, { path, missing }: { readonly path: string; readonly missing: Set<string> }) {
  for (let start = 0, line = 1; start < bytes.length; line++) {
    const found = bytes.indexOf(10, start)
    const end = found < 0 ? bytes.length : found
    const text = bytes.subarray(start, end)
    start = end + 1
    if (text.every((byte) => byte === 32 || byte === 9 || byte === 13)) continue
    const row = parseJson(text, { name: `${path}, line ${line}`, maxBytes: maxLineBytes }) as Readonly<Record<string, unknown>>
    for (const column of missing) if (row !== null && Object.hasOwn(row, column)) missing.delete(column)
    yield row
  }
}
