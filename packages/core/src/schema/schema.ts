import type { z } from 'zod'
import type { ColumnSpec } from './column-spec.ts'

/**
 * Typed columns: what a zod object means to Millrace.
 *
 * @category Schema
 * @since 0.1.0
 */
export interface Schema<out Row = unknown> {
  /** The columns, in declared order. */
  readonly columns: readonly ColumnSpec[]
  /** Zod schemas of columns whose checks plain data cannot state (custom checks, patterns, formats). */
  readonly refinements: ReadonlyMap<string, z.core.$ZodType>
  /** The whole object, where it has checks over several columns. */
  readonly rowRefinement?: z.core.$ZodType | undefined
  /** The row type; exists for the compiler alone. */
  readonly '~row'?: Row | undefined
}

/**
 * A schema of plain columns, without checks that only zod can run.
 *
 * @param columns - the columns, in order
 * @example
 * ```ts
 * import { schemaFromColumns } from '@millrace/core'
 *
 * schemaFromColumns([{ name: 'amount', kind: 'number', nullable: false, optional: false }]).columns.length // => 1
 * ```
 * @category Schema
 * @since 0.1.0
 */
export function schemaFromColumns(columns: readonly ColumnSpec[]): Schema {
  return Object.freeze({ columns: Object.freeze([...columns]), refinements: new Map() })
}

/**
 * The column of that name, if the schema has one.
 *
 * @param schema - any schema
 * @param name - of the column
 * @example
 * ```ts
 * import { findColumn, schemaOf } from '@millrace/core'
 * import { z } from 'zod'
 *
 * findColumn(schemaOf(z.object({ amount: z.number() })), 'amount')?.kind // => 'number'
 * ```
 * @category Schema
 * @since 0.1.0
 */
export function findColumn(schema: Schema, name: string): ColumnSpec | undefined {
  return schema.columns.find((column) => column.name === name)
}
