/**
 * What a column means. Physically there are two kinds: numbers (`number`, `integer`, `boolean` as 0 and 1, `day` as days and `instant` as
 * milliseconds since 1970-01-01 UTC) and strings (`category` with a closed list, `string` with an open one).
 *
 * @category Schema
 * @since 0.1.0
 */
export type ColumnKind = 'number' | 'integer' | 'boolean' | 'day' | 'instant' | 'category' | 'string'

/**
 * One typed column, as plain data.
 *
 * @category Schema
 * @since 0.1.0
 */
export interface ColumnSpec {
  /** Name of the column, as in the file and in the schema. */
  readonly name: string
  /** What the values mean. */
  readonly kind: ColumnKind
  /** Whether null is a value. */
  readonly nullable: boolean
  /** Whether a row may leave the key out; it then reads as null. */
  readonly optional: boolean
  /** The only allowed values of a `category` column, in declared order. */
  readonly categories?: readonly string[]
  /** The only allowed values of a numeric column. */
  readonly allowed?: readonly number[]
  /** Least value of a numeric column; for `day` and `instant` in their own unit. */
  readonly minimum?: number
  /** Bound that a numeric column stays above. */
  readonly exclusiveMinimum?: number
  /** Greatest value of a numeric column. */
  readonly maximum?: number
  /** Bound that a numeric column stays below. */
  readonly exclusiveMaximum?: number
  /** A numeric value is a multiple of this. */
  readonly multipleOf?: number
  /** Least length of a string, in UTF-16 units. */
  readonly minLength?: number
  /** Greatest length of a string, in UTF-16 units. */
  readonly maxLength?: number
  /** Rows carry `Date` objects rather than ISO text (`z.date()`). */
  readonly asDate?: boolean
}

/**
 * Whether values of this kind are stored as dictionary codes.
 *
 * @param kind - the kind of a column
 * @example
 * ```ts
 * import { isText } from '@millrace/core'
 *
 * isText('category') // => true
 * ```
 * @category Schema
 * @since 0.1.0
 */
export function isText(kind: ColumnKind): boolean {
  return kind === 'category' || kind === 'string'
}
