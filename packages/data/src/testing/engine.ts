import { createRequire } from 'node:module'
import type { Column, Graph, StatisticsEngine, Table } from '@millrace/core'
import { duckdbEngine } from '../duckdb/duckdb-engine.ts'
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
  /** Makes a table ready for questions, where fitting can rest on the engine. */
  statisticsOf?(table: Table): Promise<StatisticsEngine>
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
  return Object.freeze({
    name: 'DuckDB',
    unavailable: isInstalled('@duckdb/node-api') ? undefined : '@duckdb/node-api is not installed',
    run: async (graph, table) => (await engineOf(table)).run(graph),
    statisticsOf: engineOf,
  } satisfies TestEngine)
}

type Engine = Awaited<ReturnType<typeof duckdbEngine>>

/** One database and one copy of a table for all tests of a process: opening and copying take longer than most tests. */
let database: Promise<Duckdb> | undefined
const engines = new WeakMap<Table, Promise<Engine>>()

async function engineOf(table: Table): Promise<Engine> {
  database ??= openDuckdb({ threads: 1 })
  const duckdb = await database
  const engine = engines.get(table) ?? duckdbEngine(table, { duckdb })
  engines.set(table, engine)
  return engine
}

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name)
    return true
  } catch {
    return false
  }
}
