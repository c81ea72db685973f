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
  if (value === null || value === undefined) return isText(kind) ? null : Number.NaN
  if (typeof value === 'number') return kind === 'number' || kind === 'integer' ? value + 0 : undefined
  if (typeof value === 'boolean') return kind === 'boolean' ? Number(value) : undefined
  if (typeof value === 'string') {
    if (isText(kind)) return value
    return kind === 'day' ? present(parseDay(value)) : kind === 'instant' ? present(parseInstant(value)) : undefined
  }
  return kind === 'instant' && value instanceof Date ? present(value.getTime()) : undefined
}

const present = (value: number) => (Number.isNaN(value) ? undefined : value)
