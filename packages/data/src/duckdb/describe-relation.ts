import type { DuckDBConnection } from '@duckdb/node-api'

/** The columns of a relation and their types, by exact name. */
export async function describeRelation(connection: DuckDBConnection, from: string): Promise<ReadonlyMap<string, string>> {
  const result = await connection.run(`DESCRIBE SELECT * FROM ${from}`)
  const rows = await result.getRowsJS()
  return new Map(rows.map(([name, type]) => [String(name), String(type)]))
}
