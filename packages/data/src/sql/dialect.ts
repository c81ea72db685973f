import type { ColumnSpec, GraphNode, OperationName } from '@millrace/core'
import type { SqlFragment } from './fragment.ts'

/**
 * How each primitive reads in SQL: total, so that a missing one does not compile.
 *
 * @category SQL
 * @since 0.1.0
 */
export type SqlPrinters = { readonly [Name in OperationName]: PrintOperation<Name> }

/**
 * Prints one operation over its printed arguments; `column` prints a column of the source.
 *
 * @category SQL
 * @since 0.1.0
 */
export type PrintOperation<Name extends OperationName> = (
  node: GraphNode & { readonly op: Name },
  args: readonly SqlFragment[],
  column: (node: GraphNode & { readonly op: 'column' }) => SqlFragment,
) => SqlFragment

/**
 * How one database writes what graphs need.
 *
 * @category SQL
 * @since 0.1.0
 */
export interface SqlDialect {
  /** Name of the database: `duckdb`. */
  readonly name: string
  /** The printers, one a primitive. */
  readonly printers: SqlPrinters
  /** A column of the source, whose reference is given, as a number with null as its only null, or as text. */
  column(spec: ColumnSpec, reference: string): SqlFragment
  /** A name, quoted. */
  identifier(name: string): string
}
