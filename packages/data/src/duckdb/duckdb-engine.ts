import {
  type Column,
  type FittedFeatures,
  type Graph,
  MillraceError,
  type Schema,
  type StatisticsEngine,
  schemaOf,
  Table,
  type WorkOptions,
} from '@millrace/core'
import type { z } from 'zod'
import { requireCount } from '../internal/require-count.ts'
import { type ColumnBlock, joinBlocks, streamBlocks } from './column-blocks.ts'
import { openSession, withSession } from './connection.ts'
import { type Duckdb, openDuckdb } from './open-duckdb.ts'
import { openRelation } from './relation.ts'
import { planSelect } from './select-plan.ts'
import { type DuckdbSource, nameOf } from './source.ts'
import { answerStatistics } from './statistics.ts'
import { type WriteOptions, writeColumns, type Written } from './write-columns.ts'

/**
 * What {@link duckdbEngine} needs beside the source.
 *
 * @category DuckDB
 * @since 0.1.0
 */
export interface DuckdbEngineOptions {
  /** The columns to read: a zod object or a schema; a `Table` brings its own. */
  readonly schema?: Schema | z.ZodObject | undefined
  /** The database; it stays open. @defaultValue one in memory, which is closed with the engine */
  readonly duckdb?: Duckdb | undefined
}

/**
 * How {@link DuckdbEngine.runBlocks} cuts its result.
 *
 * @category DuckDB
 * @since 0.1.0
 */
export interface BlockOptions extends WorkOptions {
  /** Rows in a block, the last excepted. @defaultValue 65536 */
  readonly blockRows?: number
}

/**
 * Rows in DuckDB: it answers the statistics that fitting asks, and runs graphs over rows that need not fit into memory.
 *
 * Rows come in the order of the source. A graph may be given as fitted features, whose serving graph is then run. Ensembles that are too large for SQL, and what
 * rests on them, are computed in Node from the blocks that the engine streams.
 *
 * @category DuckDB
 * @since 0.1.0
 */
export interface DuckdbEngine extends StatisticsEngine {
  /** The name in provenance. */
  readonly name: 'duckdb'
  /** Runs a graph over all rows and returns what `runGraph` returns over a table. */
  run(graph: Graph | FittedFeatures, options?: WorkOptions): Promise<ReadonlyMap<string, Column>>
  /** Runs a graph and streams the outputs, holding a block at a time. */
  runBlocks(graph: Graph | FittedFeatures, options?: BlockOptions): AsyncGenerator<ColumnBlock, void, undefined>
  /** Runs a graph and writes the outputs to a Parquet or CSV file; no row passes through Node. */
  write(graph: Graph | FittedFeatures, options: WriteOptions): Promise<Written>
  /** Removes what the engine copied into the database, and closes the database if the engine opened it. */
  close(): Promise<void>
  /** The same as `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Opens an engine over a table of a database, over Parquet or CSV files that are read where they lie, or over a table in memory, which is copied.
 *
 * The columns of the source are held against the schema: each must be there, unless it is optional, and have a type that can be its kind. Values are read as
 * ingest reads them: NaN is null; infinity, and an integer beyond 2^53, fail the query that meets them. Bounds and categories are not checked.
 *
 * @param source - where the rows are
 * @param options - schema and database
 * @returns the engine, to be closed after use
 * @throws MillraceError `E_COLUMN_UNKNOWN` when a column is missing, `E_COLUMN_TYPE` when one is of a type that its kind cannot have, `E_FILE_MISSING` and
 * `E_TABLE_UNKNOWN` when there is no such file or table, `E_ROWS_INVALID` when a value cannot be read, `E_PEER_MISSING` when `@duckdb/node-api` is not installed,
 * `E_OPTION_INVALID` when the schema is missing, `E_DUCKDB_FAILED` when DuckDB refuses for another reason
 * @example
 * ```ts
 * import { defineFeatures, fit, fromRows, mul } from '@millrace/core'
 * import { duckdbEngine } from '@millrace/data/duckdb'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const engine = await duckdbEngine(fromRows(Loan, [{ amount: 2 }, { amount: 3 }]))
 * const fitted = await fit(defineFeatures(Loan, ({ amount }) => ({ twice: mul(amount, 2) })), engine)
 * const columns = await engine.run(fitted)
 * columns.get('twice') // => { type: 'number', values: Float64Array.of(4, 6) }
 * await engine.close()
 * ```
 * @category DuckDB
 * @since 0.1.0
 */
export async function duckdbEngine(source: DuckdbSource, options: DuckdbEngineOptions = {}): Promise<DuckdbEngine> {
  const { columns } = schemaFor(source, options)
  const duckdb = options.duckdb ?? (await openDuckdb())
  const { instance } = duckdb
  const closeOwned = async () => (options.duckdb === undefined ? duckdb.close() : undefined)
  const name = nameOf(source)
  const relation = await withSession(instance, { source: name }, (connection) => openRelation(connection, source, columns)).catch(async (error: unknown) => {
    await closeOwned()
    throw error
  })
  const close = async () => {
    const { drop } = relation
    if (drop !== null && options.duckdb !== undefined) await withSession(instance, { source: name }, async (connection) => void (await connection.run(drop)))
    await closeOwned()
  }
  async function* runBlocks(graph: Graph | FittedFeatures, { blockRows = 65_536, signal, progress }: BlockOptions = {}) {
    requireCount({ caller: 'runBlocks', option: 'blockRows', value: blockRows, least: 1 })
    const plan = planSelect(relation, graphOf(graph))
    const session = await openSession(instance, name, signal)
    try {
      for await (const block of streamBlocks(session.connection, plan, blockRows)) {
        signal?.throwIfAborted()
        yield block
        progress?.({ task: `compute features of ${name}`, done: block.start + block.rowCount, unit: 'rows' })
      }
    } catch (error) {
      throw session.failure(error)
    } finally {
      session.close()
    }
  }
  return Object.freeze({
    specVersion: 1 as const,
    name: 'duckdb' as const,
    statistics: (request, work = {}) =>
      withSession(instance, { source: name, signal: work.signal }, (connection) => answerStatistics(connection, relation, request, work)),
    run: (graph, work = {}) => joinBlocks(runBlocks(graph, work), planSelect(relation, graphOf(graph))),
    runBlocks,
    write: (graph, write) =>
      withSession(instance, { source: name, signal: write.signal }, (connection) => writeColumns(connection, relation, graphOf(graph), write)),
    close,
    [Symbol.asyncDispose]: close,
  } satisfies DuckdbEngine)
}

const graphOf = (graph: Graph | FittedFeatures): Graph => ('serving' in graph ? graph.serving : graph)

function schemaFor(source: DuckdbSource, { schema }: DuckdbEngineOptions): Schema {
  if (source instanceof Table) return source.schema
  if (schema !== undefined) return 'columns' in schema ? schema : schemaOf(schema)
  throw new MillraceError({
    code: 'E_OPTION_INVALID',
    message: `duckdbEngine: the columns of ${nameOf(source)} are not known; give a schema`,
    details: { option: 'schema' },
  })
}
