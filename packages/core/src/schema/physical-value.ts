import { formatDay, formatInstant, parseDay, parseInstant } from './calendar.ts'
import { type ColumnSpec, isText } from './column-spec.ts'

/**
 * A value as columns hold it: NaN is null among numbers, null among strings.
 *
 * @category Schema
 * @since 0.1.0
 */
export type PhysicalValue = number | string | null

/**
 * The value as rows hold it: booleans, ISO text or `Date`, null.
 *
 * @param column - its type
 * @param value - as columns hold it
 * @returns null where it is null
 * @throws RangeError when a day or an instant is beyond what a `Date` can hold, which no checked value is
 * @example
 * ```ts
 * import { fromPhysical } from '@millrace/core'
 *
 * fromPhysical({ name: 'applied', kind: 'day', nullable: false, optional: false }, 1) // => '1970-01-02'
 * ```
 * @category Schema
 * @since 0.1.0
 */
export function fromPhysical({ kind, asDate }: ColumnSpec, value: PhysicalValue): unknown {
  if (value === null || typeof value === 'string') return value
  if (Number.isNaN(value)) return null
  if (kind === 'boolean') return value === 1
  if (kind === 'day') return formatDay(value)
  if (kind === 'instant') return asDate ? new Date(value) : formatInstant(value)
  return value
}

/**
 * The value as columns hold it, or undefined where its type is not the column's; what it must fulfil besides is `compileCheck`'s.
 *
 * null and a missing key are null; so is NaN in a numeric column. -0 becomes 0.
 *
 * @param column - its type
 * @param value - as a row holds it
 * @example
 * ```ts
 * import { toPhysical } from '@millrace/core'
 *
 * const applied = { name: 'applied', kind: 'day', nullable: false, optional: false } as const
 * toPhysical(applied, '1970-01-02') // => 1
 * toPhysical(applied, 'yesterday') // => undefined
 * ```
 * @category Schema
 * @since 0.1.0
 */
export function toPhysical({ kind }: ColumnSpec, value: unknown): PhysicalValue | undefined {
  const missing = value === null || value === undefined
  if (isText(kind)) return missing ? null : typeof value === 'string' ? value : undefined
  if (missing) return Number.NaN
  if (kind === 'boolean') return typeof value === 'boolean' ? Number(value) : undefined
  if (kind === 'day') return typeof value === 'string' ? present(parseDay(value)) : undefined
  if (kind === 'instant') return present(value instanceof Date ? value.getTime() : typeof value === 'string' ? parseInstant(value) : Number.NaN)
  return typeof value === 'number' ? value + 0 : undefined
}

const present = (value: number) => (Number.isNaN(value) ? undefined : value)
