import type { z } from 'zod'
import type { ColumnSpec } from './column-spec.ts'
import { readZodObject } from './read-zod.ts'

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

const known = new WeakMap<object, Schema>()

/**
 * Reads the columns of a zod object.
 *
 * Numbers, `z.int()`, booleans, string enums and literals, strings, `z.iso.date()`, `z.iso.datetime()` and `z.date()` become columns, each possibly nullable,
 * optional, read-only or refined. The result is frozen and kept for as long as the zod object lives.
 *
 * @param object - a `z.object` of such columns
 * @returns the columns in declared order
 * @throws MillraceError `E_SCHEMA_UNSUPPORTED` when a property cannot be a column (nested objects, arrays, transforms, defaults, bigint, coercion)
 * @example
 * ```ts
 * import { schemaOf } from '@millrace/core'
 * import { z } from 'zod'
 *
 * schemaOf(z.object({ area: z.enum(['Urban', 'Rural']).nullable() })).columns[0]?.kind // => 'category'
 * ```
 * @category Schema
 * @since 0.1.0
 */
export function schemaOf<Shape extends z.core.$ZodLooseShape>(object: z.ZodObject<Shape>): Schema<z.output<z.ZodObject<Shape>>> {
  const found = known.get(object)
  if (found !== undefined) return found as Schema<z.output<z.ZodObject<Shape>>>
  const schema = Object.freeze(readZodObject(object))
  known.set(object, schema)
  return schema as Schema<z.output<z.ZodObject<Shape>>>
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
