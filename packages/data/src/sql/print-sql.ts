import { type ColumnSpec, type Graph, type GraphNode, isText, MillraceError } from '@millrace/core'
import type { SqlDialect } from './dialect.ts'
import { requireDistinctNames } from './distinct-names.ts'
import { asNumber, type SqlFragment } from './fragment.ts'
import { type Layers, printLayers } from './layers.ts'

/**
 * What {@link printSql} prints for.
 *
 * @category SQL
 * @since 0.1.0
 */
export interface PrintSqlOptions {
  /**
   * What stands after `FROM`: a quoted table name, a table function, or a select in parentheses. It is taken as it is, so it must not hold
   * text from outside.
   */
  readonly source: string
  /**
   * The columns of that source, each in the database's own type for its kind: `DOUBLE`, `BIGINT`, `BOOLEAN`, `DATE`, `TIMESTAMP`,
   * `VARCHAR`.
   */
  readonly columns: readonly ColumnSpec[]
  /** The database that will read the text. */
  readonly dialect: SqlDialect
  /** Columns of the source that the result carries before the outputs, as they are. @defaultValue none */
  readonly keep?: readonly string[]
}

/**
 * Prints a graph as one select with a column an output, which gives the numbers that the machine gives: bit for bit where no log, exp or
 * pow takes part, else within 1e-12 of max(1, |x|). Null numbers, NaN and infinity are null in the result.
 *
 * @param graph - a resolved graph, such as `fitted.serving`
 * @param options - source, its columns and the dialect
 * @returns the text of the select, without a semicolon
 * @throws MillraceError `E_COLUMN_UNKNOWN` when the graph reads a column that is not listed, `E_TABLE_INVALID` when it reads one as another
 * physical kind, `E_GRAPH_INVALID` when an output is a string column, `E_SQL_TREES_TOO_LARGE` when it holds an ensemble beyond
 * `sqlTreeLimits`, `E_SQL_TEXT_INVALID` when a text cannot be written, `E_COLUMN_EXISTS` when two columns of the result differ at most in
 * case
 * @example
 * ```ts
 * import { defineFeatures, fit, fromRows, mul, schemaOf } from '@millrace/core'
 * import { duckdbDialect, printSql } from '@millrace/data/duckdb'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const { serving } = await fit(defineFeatures(Loan, ({ amount }) => ({ twice: mul(amount, 2) })), fromRows(Loan, []))
 * const sql = printSql(serving, { source: 'loans', columns: schemaOf(Loan).columns, dialect: duckdbDialect })
 * sql.includes('(n0 * 2e0) AS n2') // => true
 * ```
 * @category SQL
 * @since 0.1.0
 */
export function printSql(graph: Graph, { source, columns, dialect, keep = [] }: PrintSqlOptions): string {
  const specs = new Map(columns.map((spec) => [spec.name, spec]))
  const layers = printLayers(graph.nodes, graph.outputs.values(), {
    source,
    dialect,
    keep,
    column: (node, reference) => dialect.column(specOf(node, specs), reference(node.name)),
  })
  return printSelect(graph, layers, { keep, dialect })
}

/** Selects the kept columns and the outputs of a graph from a relation that has computed them. */
export function printSelect(
  graph: Graph,
  layers: Layers,
  { keep, dialect }: { readonly keep: readonly string[]; readonly dialect: SqlDialect },
): string {
  requireDistinctNames([...keep, ...graph.outputs.keys()])
  const kept = keep.map((name, i) => `${layers.kept[i]} AS ${dialect.identifier(name)}`)
  const outputs = [...graph.outputs].map(
    ([name, index]) => `${printOutput(name, graph.nodes[index]!, layers.node(index))} AS ${dialect.identifier(name)}`,
  )
  return `SELECT ${[...kept, ...outputs].join(', ')} FROM ${layers.from}`
}

/** An output of a graph: a finite number or null, or the text of a `pick`. */
export function printOutput(name: string, node: GraphNode, fragment: SqlFragment): string {
  if (fragment.type === 'string' && node.op !== 'pick') {
    throw new MillraceError({
      code: 'E_GRAPH_INVALID',
      message: `the output '${name}' is a string column; strings leave a graph through 'pick' alone`,
      details: { output: name },
    })
  }
  const number = asNumber(fragment)
  return fragment.range === 'finite' ? number : `CASE WHEN isfinite(${number}) THEN ${number} END`
}

function specOf({ name, type }: GraphNode & { readonly op: 'column' }, specs: ReadonlyMap<string, ColumnSpec>): ColumnSpec {
  const spec = specs.get(name)
  if (spec === undefined) throw columnUnknown(name, [...specs.keys()])
  if (isText(spec.kind) !== (type === 'string')) {
    throw new MillraceError({
      code: 'E_TABLE_INVALID',
      message: `column '${name}' is read as ${type}s, but its kind is ${spec.kind}`,
      details: { column: name },
    })
  }
  return spec
}

/** Says that the source lacks a column. */
export function columnUnknown(name: string, known: readonly string[]): MillraceError {
  return new MillraceError({
    code: 'E_COLUMN_UNKNOWN',
    message: `the source has no column '${name}'; it has ${known.map((one) => `'${one}'`).join(', ')}`,
    details: { column: name, known },
  })
}
