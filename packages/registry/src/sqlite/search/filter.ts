import type { Filter } from '@millrace/core'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { queryInvalid } from './query-invalid.ts'

/** Most conditions of a filter, and most levels: SQLite takes expressions up to a depth of 1,000, and about 30 brackets in brackets. */
const maximumConditions = 400
const maximumDepth = 20

/** A condition of SQL, which is true or false and never null. */
export type Test = RawBuilder<SqlBool>

export const always: Test = sql`1 = 1`
const never: Test = sql`1 = 0`

/** Turns a tree of conditions into SQL, each condition by `test`. */
export function filterSql<Condition extends object>(filter: Filter<Condition>, test: (condition: Condition) => Test): Test {
  let conditions = 0
  const visit = (part: Filter<Condition>, depth: number): Test => {
    if (typeof part !== 'object' || part === null)
      throw queryInvalid(part, 'a filter is a condition, or { all }, { any } or { not } of filters')
    if (depth > maximumDepth) throw queryInvalid(part, `a filter has at most ${maximumDepth} levels`)
    const visitAll = (parts: readonly Filter<Condition>[]) => {
      if (!Array.isArray(parts)) throw queryInvalid(part, 'all and any take lists of filters')
      return parts.map((inner) => visit(inner, depth + 1))
    }
    if ('all' in part) return combine(visitAll(part.all), sql` and `, always)
    if ('any' in part) return combine(visitAll(part.any), sql` or `, never)
    if ('not' in part) return sql`not ${visit(part.not, depth + 1)}`
    if (++conditions > maximumConditions)
      throw queryInvalid(part, `a filter has at most ${maximumConditions} conditions; use 'in' for many values`)
    return sql`(${test(part)})`
  }
  return visit(filter, 0)
}

const combine = (parts: readonly Test[], separator: RawBuilder<unknown>, ofNone: Test): Test =>
  parts.length === 0 ? sql`(${ofNone})` : sql`(${sql.join(parts, separator)})`
