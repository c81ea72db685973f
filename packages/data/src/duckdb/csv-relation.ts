import type { DuckDBConnection } from '@duckdb/node-api'
import type { ColumnKind, ColumnSpec } from '@millrace/core'
import { requireDelimiter } from '../csv/csv-options.ts'
import { textLiteral } from '../sql/literal.ts'
import { describeRelation } from './describe-relation.ts'
import { type DuckdbCsvSource, pathsOf } from './source.ts'

const types: Readonly<Record<ColumnKind, string>> = {
  number: 'DOUBLE',
  integer: 'DOUBLE',
  boolean: 'BOOLEAN',
  day: 'DATE',
  instant: 'TIMESTAMPTZ',
  category: 'VARCHAR',
  string: 'VARCHAR',
}

/**
 * The call that reads the files, every column with the type of its kind.
 *
 * Only the names are sniffed: left to itself DuckDB skips lines that it finds odd, and takes some for comments.
 */
export async function csvRelation(connection: DuckDBConnection, source: DuckdbCsvSource, columns: readonly ColumnSpec[]): Promise<string> {
  const { delimiter = ',', nullValues = [''], quotedNulls = false } = source
  requireDelimiter(delimiter, 'duckdbEngine')
  const paths = textList(pathsOf(source.csv))
  const nulls = nullValues.length === 0 ? '' : `, nullstr = ${textList(nullValues)}`
  const quotes = `quote = '"', escape = '"', allow_quoted_nulls = ${quotedNulls}`
  const format = `header = true, delim = ${textLiteral(delimiter)}, ${quotes}, comment = ''${nulls}`
  const header = await describeRelation(connection, `read_csv(${paths}, ${format}, skip = 0, all_varchar = true, ignore_errors = true)`)
  const kinds = new Map(columns.map(({ name, kind }) => [name, kind]))
  const typed = [...header.keys()].map((name) => `${textLiteral(name)}: '${types[kinds.get(name) ?? 'string']}'`)
  return `read_csv(${paths}, ${format}, auto_detect = false, columns = {${typed.join(', ')}})`
}

/** Texts as a list of SQL. */
export const textList = (texts: readonly string[]) => `[${texts.map(textLiteral).join(', ')}]`
