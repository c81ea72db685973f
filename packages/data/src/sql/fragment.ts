/**
 * What a value may be at run time. SQL null is always possible; NaN stands for null as well, and operations that treat null specially must
 * see to it.
 *
 * `finite`: a finite number. `infinite`: infinity too. `nan`: infinity and NaN too.
 *
 * @category SQL
 * @since 0.1.0
 */
export type SqlRange = 'finite' | 'infinite' | 'nan'

/**
 * A piece of SQL that stands by itself: a name, a literal, a call, or something in parentheses.
 *
 * @category SQL
 * @since 0.1.0
 */
export interface SqlFragment {
  /** The text. */
  readonly sql: string
  /** The type that the database gives it. */
  readonly type: 'number' | 'boolean' | 'string'
  /** What its values may be. */
  readonly range: SqlRange
  /** The number, where it is a constant. */
  readonly constant?: number
}

/** The one NaN. */
export const nan = `CAST('nan' AS DOUBLE)`

/** A number, finite unless told otherwise. */
export const numberFragment = (sql: string, range: SqlRange = 'finite'): SqlFragment => ({ sql, type: 'number', range })

/** A condition of SQL's own type. */
export const booleanFragment = (sql: string): SqlFragment => ({ sql, type: 'boolean', range: 'finite' })

/** The number, 1 and 0 for conditions; null may be NaN. */
export const asNumber = ({ sql, type }: SqlFragment): string => (type === 'boolean' ? `CAST(${sql} AS DOUBLE)` : sql)

/** The number with SQL's null as its only null. */
export const asNullable = (fragment: SqlFragment): string =>
  fragment.range === 'nan' ? `nullif(${fragment.sql}, ${nan})` : asNumber(fragment)

/** The condition that a number is not 0. */
export const asCondition = (fragment: SqlFragment): string =>
  fragment.type === 'boolean' ? fragment.sql : `(${asNullable(fragment)} <> 0e0)`

const order: readonly SqlRange[] = ['finite', 'infinite', 'nan']

/** The widest of the ranges. */
export const widest = (...ranges: readonly SqlRange[]): SqlRange =>
  order[Math.max(...ranges.map((range) => order.indexOf(range)))] ?? 'finite'

/** The range once NaN was made null. */
export const withoutNan = (range: SqlRange): SqlRange => (range === 'nan' ? 'infinite' : range)
