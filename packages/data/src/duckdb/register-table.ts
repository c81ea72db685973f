import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api'
import { type Column, type ColumnKind, isText, type Table } from '@millrace/core'
import { columnOf } from '../internal/column-of.ts'
import { importPeer } from '../internal/optional-peer.ts'
import { requireDistinctNames } from '../sql/distinct-names.ts'
import { nan } from '../sql/fragment.ts'
import { identifier } from '../sql/literal.ts'

/** A database in memory beside the one that is open, so that nothing is written into a file of the user's and every connection sees it. */
const scratch = 'millrace_scratch'
const rowsInChunk = 2048

/** A number of a column, which may be NaN, as a value of its kind's own type. */
const typed: Readonly<Record<ColumnKind, (x: string) => string>> = {
  number: (x) => `nullif(${x}, ${nan})`,
  integer: (x) => `CAST(nullif(${x}, ${nan}) AS BIGINT)`,
  boolean: (x) => `CAST(nullif(${x}, ${nan}) AS BOOLEAN)`,
  day: (x) => `DATE '1970-01-01' + CAST(nullif(${x}, ${nan}) AS INTEGER)`,
  instant: (x) => `make_timestamp(CAST(nullif(${x}, ${nan}) AS BIGINT) * 1000)`,
  category: (x) => x,
  string: (x) => x,
}

/** Copies a table into the database and returns its name there. */
export async function registerTable(connection: DuckDBConnection, table: Table): Promise<string> {
  const { columns } = table.schema
  requireDistinctNames(columns.map(({ name }) => name))
  const name = `t_${randomUUID().replaceAll('-', '')}`
  const raw = `${name}_raw`
  await connection.run(`ATTACH IF NOT EXISTS ':memory:' AS ${scratch}`)
  const types = columns.map(({ kind }, i) => `c${i} ${isText(kind) ? 'VARCHAR' : 'DOUBLE'}`)
  await connection.run(`CREATE TABLE ${scratch}.${raw} (${types.join(', ')})`)
  await append(
    connection,
    raw,
    columns.map((spec) => columnOf(table, spec.name)),
    table.rowCount,
  )
  const values = columns.map((spec, i) => `${typed[spec.kind](`c${i}`)} AS ${identifier(spec.name)}`)
  await connection.run(`CREATE TABLE ${scratch}.${name} AS SELECT ${values.join(', ')} FROM ${scratch}.${raw}`)
  await connection.run(`DROP TABLE ${scratch}.${raw}`)
  return `${scratch}.${name}`
}

/** Drops a table that was registered. */
export async function dropTable(instance: DuckDBInstance, name: string): Promise<void> {
  const connection = await instance.connect()
  await connection.run(`DROP TABLE IF EXISTS ${name}`)
  connection.disconnectSync()
}

async function append(connection: DuckDBConnection, raw: string, columns: readonly Column[], rowCount: number): Promise<void> {
  const { DuckDBDataChunk, DOUBLE, VARCHAR } = await importPeer('@duckdb/node-api', () => import('@duckdb/node-api'))
  const types = columns.map((column) => (column.type === 'number' ? DOUBLE : VARCHAR))
  const appender = await connection.createAppender(raw, 'main', scratch)
  for (let start = 0; start < rowCount; start += rowsInChunk) {
    const count = Math.min(rowsInChunk, rowCount - start)
    const chunk = DuckDBDataChunk.create(types, count)
    for (const [i, column] of columns.entries()) fill(chunk, i, column, start, count)
    appender.appendDataChunk(chunk)
    await setImmediate()
  }
  appender.closeSync()
}

function fill(chunk: DuckDBDataChunk, index: number, column: Column, start: number, count: number): void {
  const vector = chunk.getColumnVector(index)
  if (column.type === 'number') {
    for (let i = 0; i < count; i++) vector.setItem(i, column.values[start + i]!)
  } else {
    for (let i = 0; i < count; i++) vector.setItem(i, column.dictionary[column.codes[start + i]!] ?? null)
  }
  vector.flush()
}
