import type { DuckDBConnection } from '@duckdb/node-api'
import { type ColumnSpec, isText, MillraceError } from '@millrace/core'
import { numberFragment, type SqlFragment } from '../sql/fragment.ts'
import { identifier } from '../sql/literal.ts'
import { columnUnknown } from '../sql/print-sql.ts'
import { csvRelation, textList } from './csv-relation.ts'
import { describeRelation } from './describe-relation.ts'
import { duckdbError } from './duckdb-error.ts'
import { readColumn } from './read-column.ts'
import { registerTable } from './register-table.ts'
import { type DuckdbSource, type DuckdbTableSource, nameOf, pathsOf } from './source.ts'

/** Rows that DuckDB can select from, known to have the columns of a schema. */
export interface Relation {
  /** What messages call it. */
  readonly name: string
  /** To be put after `FROM`. */
  readonly from: string
  /** Types of all its columns. */
  readonly types: ReadonlyMap<string, string>
  /** Prints the columns of the schema. */
  readonly columns: ReadonlyMap<string, (reference: string) => SqlFragment>
  /** The table that was made for the source, if one was. */
  readonly copy: string | null
}

/** Finds a source and holds its columns against the schema's. */
export async function openRelation(connection: DuckDBConnection, source: DuckdbSource, columns: readonly ColumnSpec[]): Promise<Relation> {
  const name = nameOf(source)
  try {
    const { from, copy } = await locate(connection, source, columns)
    const types = await describeRelation(connection, from)
    const readers = new Map(columns.map((spec) => [spec.name, reader(spec, types, name)]))
    return { name, from, types, columns: readers, copy }
  } catch (error) {
    throw duckdbError(error, name)
  }
}

interface Located {
  readonly from: string
  readonly copy: string | null
}

async function locate(connection: DuckDBConnection, source: DuckdbSource, columns: readonly ColumnSpec[]): Promise<Located> {
  if ('table' in source) return { from: await existingTable(connection, source), copy: null }
  if ('parquet' in source) return { from: `read_parquet(${textList(pathsOf(source.parquet))})`, copy: null }
  if ('csv' in source) return { from: await csvRelation(connection, source, columns), copy: null }
  const from = await registerTable(connection, source)
  return { from, copy: from }
}

/** Asks first, since DuckDB takes the name of a table that it does not know for the name of a file. */
async function existingTable(connection: DuckDBConnection, { table, schema = 'main' }: DuckdbTableSource): Promise<string> {
  const known = await connection.runAndReadAll(
    'SELECT table_name FROM information_schema.tables WHERE table_catalog = current_database() AND table_schema = $1 AND table_name = $2',
    [schema, table],
  )
  if (known.currentRowCount > 0) return `${identifier(schema)}.${identifier(table)}`
  throw new MillraceError({
    code: 'E_TABLE_UNKNOWN',
    message: `the database has no table or view '${table}' in the schema '${schema}'; check the name, which is told apart by case`,
    details: { table, schema },
  })
}

function reader(spec: ColumnSpec, types: ReadonlyMap<string, string>, source: string): (reference: string) => SqlFragment {
  const type = types.get(spec.name)
  if (type === undefined) {
    if (spec.optional) return () => absent(spec)
    throw columnUnknown(spec.name, [...types.keys()])
  }
  const read = readColumn(spec, type)
  if (read !== null) return read
  throw new MillraceError({
    code: 'E_COLUMN_TYPE',
    message: `column '${spec.name}' of ${source} is ${type}, which is not read as ${spec.kind}; cast it in a view, or correct the schema`,
    details: { column: spec.name, type, kind: spec.kind },
  })
}

const absent = ({ kind }: ColumnSpec): SqlFragment =>
  isText(kind) ? { sql: 'CAST(NULL AS VARCHAR)', type: 'string', range: 'finite' } : numberFragment('CAST(NULL AS DOUBLE)')
