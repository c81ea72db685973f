import type { Column, FittedFeatures, Graph, Schema, StatisticsEngine, WorkOptions } from '@millrace/core'
import type { z } from 'zod'
import type { ColumnBlock } from './column-blocks.ts'
import type { Duckdb } from './open-duckdb.ts'
import type { WriteOptions, Written } from './write-columns.ts'

/**
 * What `duckdbEngine` needs beside the source.
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
 * Rows come in the order of the source. A graph may be given as fitted features, whose serving graph is then run. Ensembles that are too
 * large for SQL, and what rests on them, are computed in Node from the blocks that the engine streams.
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
