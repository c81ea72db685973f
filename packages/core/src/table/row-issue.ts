/**
 * One value that breaks the schema, in the shape of zod's issues.
 *
 * @category Schema
 * @since 0.1.0
 */
export interface RowIssue {
  /** The column, or nothing where the whole row is meant. */
  readonly path: readonly string[]
  /** Why the value is refused, for people. */
  readonly message: string
  /** The value, shortened to 100 characters of JSON. */
  readonly value: string
}

/**
 * Any value as short text for messages: JSON where it has some, at most 100 characters, and never an error.
 *
 * @param value - anything that came from outside
 * @example
 * ```ts
 * import { shown } from '@millrace/core'
 *
 * shown('Urban') // => '"Urban"'
 * shown(12n) // => '12n'
 * ```
 * @category Schema
 * @since 0.1.0
 */
export function shown(value: unknown): string {
  const text = textOf(value)
  return text.length > 100 ? `${text.slice(0, 99).replace(/\p{Surrogate}/gu, '\ufffd')}…` : text
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 100))
  if (typeof value === 'bigint') return `${value}n`
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    // Cycles, nested bigints and the like.
    return Object.prototype.toString.call(value)
  }
}
