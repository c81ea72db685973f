import type { Column, Graph, Table, WorkOptions } from '@millrace/core'
import { duckdbEngine } from './duckdb-engine.ts'

/**
 * Runs a graph over a table by DuckDB, in a database of its own that is closed again: the second execution of every transform's law.
 *
 * @param graph - a resolved graph
 * @param table - a table that has the columns which the graph reads
 * @returns what `runGraph` returns: one column an output, by name
 * @throws MillraceError as `duckdbEngine` and `runGraph`
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { runInDuckdb } from '@millrace/data/duckdb'
 * import { z } from 'zod'
 *
 * const nodes = [{ op: 'column', name: 'amount', type: 'number' }, { op: 'floor', args: [0] }] as const
 * const table = fromRows(z.object({ amount: z.number() }), [{ amount: 2.5 }])
 * const columns = await runInDuckdb({ nodes, outputs: new Map([['whole', 1]]) }, table)
 * columns.get('whole') // => { type: 'number', values: Float64Array.of(2) }
 * ```
 * @category DuckDB
 * @since 0.1.0
 */
export async function runInDuckdb(graph: Graph, table: Table, options: WorkOptions = {}): Promise<ReadonlyMap<string, Column>> {
  const engine = await duckdbEngine(table)
  try {
    return await engine.run(graph, options)
  } finally {
    await engine.close()
  }
}
