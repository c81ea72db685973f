import { type FittedFeatures, type Graph, MillraceError, type Schema, schemaOf } from '@millrace/core'
import { requireCount } from '../internal/require-count.ts'
import { joinBlocks, streamBlocks } from './column-blocks.ts'
import { openSession, withSession } from './connection.ts'
import type { BlockOptions, DuckdbEngine, DuckdbEngineOptions } from './engine-contract.ts'
import { openDuckdb } from './open-duckdb.ts'
import { dropTable } from './register-table.ts'
import { openRelation } from './relation.ts'
import { planSelect } from './select-plan.ts'
import { type DuckdbSource, nameOf } from './source.ts'
import { answerStatistics } from './statistics.ts'
import { writeColumns } from './write-columns.ts'

/**
 * Opens an engine over a table of a database, over Parquet or CSV files that are read where they lie, or over a table in memory, which is
 * copied.
 *
 * The columns of the source are held against the schema: each must be there, unless it is optional, and have a type that can be its kind.
 * Values are read as ingest reads them: NaN is null; infinity, and an integer beyond 2^53, fail the query that meets them. Bounds and
 * categories are not checked.
 *
 * @param source - where the rows are
 * @param options - schema and database
 * @returns the engine, to be closed after use
 * @throws MillraceError `E_COLUMN_UNKNOWN` when a column is missing, `E_COLUMN_TYPE` when one is of a type that its kind cannot have,
 * `E_FILE_MISSING` and `E_TABLE_UNKNOWN` when there is no such file or table, `E_ROWS_INVALID` when a value cannot be read,
 * `E_PEER_MISSING` when `@duckdb/node-api` is not installed, `E_OPTION_INVALID` when the schema is missing, `E_DUCKDB_FAILED` when DuckDB
 * refuses for another reason
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
  const owned = options.duckdb === undefined
  const name = nameOf(source)
  const relation = await withSession(instance, { source: name }, (connection) => openRelation(connection, source, columns)).catch(
    async (error: unknown) => {
      if (owned) await duckdb.close()
      throw error
    },
  )
  const close = async () => {
    if (owned) return duckdb.close()
    if (relation.copy !== null) await dropTable(instance, relation.copy)
  }
  async function* runBlocks(graph: Graph | FittedFeatures, { blockRows = 65_536, signal, progress }: BlockOptions = {}) {
    requireCount({ caller: 'runBlocks', option: 'blockRows', value: blockRows, least: 1 })
    const plan = planSelect(relation, graphOf(graph))
    const session = await openSession(instance, name, signal)
    try {
      for await (const block of streamBlocks(session.connection, plan, blockRows)) {
        signal?.throwIfAborted()
        progress?.({ task: `run a graph over ${name}`, done: block.start + block.rowCount, unit: 'rows' })
        yield block
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
      withSession(instance, { source: name, signal: write.signal }, (connection) =>
        writeColumns(connection, relation, graphOf(graph), write),
      ),
    close,
    [Symbol.asyncDispose]: close,
  } satisfies DuckdbEngine)
}

const graphOf = (graph: Graph | FittedFeatures): Graph => ('serving' in graph ? graph.serving : graph)

function schemaFor(source: DuckdbSource, { schema }: DuckdbEngineOptions): Schema {
  if ('rowCount' in source) return source.schema
  if (schema !== undefined) return 'columns' in schema ? schema : schemaOf(schema)
  throw new MillraceError({
    code: 'E_OPTION_INVALID',
    message: `duckdbEngine: the columns of ${nameOf(source)} are not known; give a schema`,
    details: { option: 'schema' },
  })
}
