/**
 * What a value may be at run time. SQL null is always possible; NaN stands for null as well, and operations that treat null specially must see to it.
 *
 * `finite`: a finite number. `infinite`: infinity too. `nan`: infinity and NaN too.
 */
export type Range = 'finite' | 'infinite' | 'nan'

/** A piece of SQL that stands by itself: a name, a literal, a call, or something in parentheses. */
export interface Fragment {
  readonly sql: string
  readonly type: 'number' | 'boolean' | 'string'
  readonly range: Range
  /** The number, where it is a constant. */
  readonly constant?: number
}

export const nan = `CAST('nan' AS DOUBLE)`

/** A number, finite unless told otherwise. */
export const numberFragment = (sql: string, range: Range = 'finite'): Fragment => ({ sql, type: 'number', range })

/** A condition of SQL's own type. */
export const booleanFragment = (sql: string): Fragment => ({ sql, type: 'boolean', range: 'finite' })

/** The number, 1 and 0 for conditions; null may be NaN. */
export const asNumber = ({ sql, type }: Fragment): string => (type === 'boolean' ? `CAST(${sql} AS DOUBLE)` : sql)

/** The number with SQL's null as its only null. */
export const asNullable = (fragment: Fragment): string => (fragment.range === 'nan' ? `nullif(${fragment.sql}, ${nan})` : asNumber(fragment))

/** The condition that a number is not 0. */
export const asCondition = (fragment: Fragment): string => (fragment.type === 'boolean' ? fragment.sql : `(${asNullable(fragment)} <> 0e0)`)

const order: readonly Range[] = ['finite', 'infinite', 'nan']

/** The widest of the ranges. */
export const widest = (...ranges: readonly Range[]): Range => order[Math.max(...ranges.map((range) => order.indexOf(range)))] ?? 'finite'

/** The range once NaN was made null. */
export const withoutNan = (range: Range): Range => (range === 'nan' ? 'infinite' : range)
