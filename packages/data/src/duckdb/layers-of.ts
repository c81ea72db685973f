import { type GraphNode, MillraceError } from '@millrace/core'
import { duckdbDialect } from '../sql/duckdb-dialect.ts'
import { asNullable, type SqlFragment } from '../sql/fragment.ts'
import { type Layers, printLayers } from '../sql/layers.ts'
import { columnUnknown } from '../sql/print-sql.ts'
import type { Relation } from './relation.ts'

/** Prints nodes over a relation of DuckDB. */
export function layersOf(relation: Relation, nodes: readonly GraphNode[], roots: Iterable<number>, keep: readonly string[] = []): Layers {
  for (const name of keep) if (!relation.types.has(name)) throw columnUnknown(name, [...relation.types.keys()])
  return printLayers(nodes, roots, {
    source: relation.from,
    dialect: duckdbDialect,
    keep,
    column: ({ name, type }, reference) => {
      const print = relation.columns.get(name)
      if (print === undefined) throw columnUnknown(name, [...relation.columns.keys()])
      const fragment = print(reference(name))
      if (fragment.type === type) return fragment
      throw new MillraceError({
        code: 'E_TABLE_INVALID',
        message: `column '${name}' is read as ${type}s, but the schema holds ${fragment.type}s`,
        details: { column: name },
      })
    },
  })
}

/** A number or text with SQL's null as its only null, as aggregates need it. */
export const nullableOperand = (fragment: SqlFragment): string => (fragment.type === 'string' ? fragment.sql : asNullable(fragment))
