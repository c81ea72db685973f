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

/** The value as short text for messages. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) ?? String(value))
  return text.length > 100 ? `${text.slice(0, 99)}…` : text
}
