import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import { fileError, type Graph, type WorkOptions } from '@millrace/core'
import { duckdbDialect } from '../sql/duckdb-dialect.ts'
import { textLiteral } from '../sql/literal.ts'
import { printSelect } from '../sql/print-sql.ts'
import { layersOf } from './layers-of.ts'
import type { Relation } from './relation.ts'

/**
 * Where the columns go.
 *
 * @category DuckDB
 * @since 0.1.0
 */
export interface WriteOptions extends WorkOptions {
  /** Path of the file, which is replaced as a whole or left as it was. */
  readonly to: string
  /** What kind of file. @defaultValue `'csv'` for a path that ends in `.csv`, else `'parquet'` */
  readonly format?: 'parquet' | 'csv'
  /** Columns of the source to write before the outputs, as they are: keys, the target, a fold. @defaultValue none */
  readonly keep?: readonly string[]
}

/**
 * What was written.
 *
 * @category DuckDB
 * @since 0.1.0
 */
export interface Written {
  /** Path of the file. */
  readonly path: string
  /** Number of rows. */
  readonly rows: number
}

/** Writes the outputs of a graph to a file beside the path, and then in its place. */
export async function writeColumns(
  connection: DuckDBConnection,
  relation: Relation,
  graph: Graph,
  options: WriteOptions,
): Promise<Written> {
  const { to, format = to.toLowerCase().endsWith('.csv') ? 'csv' : 'parquet', keep = [], progress } = options
  const select = printSelect(graph, layersOf(relation, graph.nodes, graph.outputs.values(), keep), { keep, dialect: duckdbDialect })
  const temporary = `${to}.${randomUUID()}.tmp`
  try {
    await writeFile(temporary, '', { flag: 'wx' })
    const { rowsChanged: rows } = await connection.run(`COPY (${select}) TO ${textLiteral(temporary)} (FORMAT ${formats[format]})`)
    await rename(temporary, to)
    progress?.({ task: `write ${to}`, done: rows, total: rows, unit: 'rows' })
    return { path: to, rows }
  } catch (cause) {
    await rm(temporary, { force: true })
    throw fileError(to, { action: 'write', cause })
  }
}

const formats = { parquet: 'parquet', csv: 'csv, HEADER' } as const
