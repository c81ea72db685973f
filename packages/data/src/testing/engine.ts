import { createRequire } from 'node:module'
import type { Column, Graph, StatisticsEngine, Table } from '@millrace/core'
import { type DuckdbEngine, duckdbEngine } from '../duckdb/duckdb-engine.ts'
import { type Duckdb, openDuckdb } from '../duckdb/open-duckdb.ts'

/**
 * Something beside the machine that runs graphs, and perhaps answers statistics: what {@link testTransform} holds against the machine.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface TestEngine {
  /** Name in the names of tests. */
  readonly name: string
  /** Why it cannot run here; its tests are then skipped, and say so. */
  readonly unavailable?: string | undefined
  /** Runs a graph over a table, as `runGraph` does. */
  run(graph: Graph, table: Table): Promise<ReadonlyMap<string, Column>>
  /** Lets work ask statistics of a table, where fitting can rest on the engine. */
  withStatistics?<T>(table: Table, work: (engine: StatisticsEngine) => Promise<T>): Promise<T>
}

/**
 * DuckDB as an engine of {@link testTransform}, unavailable where the optional package `@duckdb/node-api` is not installed.
 *
 * @example
 * ```ts
 * import { duckdbTestEngine } from '@millrace/data/testing'
 *
 * duckdbTestEngine().name // => 'DuckDB'
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function duckdbTestEngine(): TestEngine {
  const withStatistics = async <T>(table: Table, work: (engine: DuckdbEngine) => Promise<T>): Promise<T> => {
    opened ??= openDuckdb({ threads: 1 })
    const engine = await duckdbEngine(table, { duckdb: await opened })
    try {
      return await work(engine)
    } finally {
      await engine.close()
    }
  }
  return Object.freeze({
    name: 'DuckDB',
    unavailable: isInstalled('@duckdb/node-api') ? undefined : '@duckdb/node-api is not installed',
    run: (graph, table) => withStatistics(table, (engine) => engine.run(graph)),
    withStatistics,
  } satisfies TestEngine)
}

/** One database for all tests of a process, since opening one takes longer than most of them. */
let opened: Promise<Duckdb> | undefined

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name)
    return true
  } catch {
    return false
  }
}
