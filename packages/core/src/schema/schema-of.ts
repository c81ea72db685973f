import type { z } from 'zod'
import { readZodObject } from './read-zod.ts'
import type { Schema } from './schema.ts'

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
