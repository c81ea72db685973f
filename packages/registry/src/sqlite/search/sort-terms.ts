import type { Json } from '@millrace/core'
import { type RawBuilder, sql } from 'kysely'
import type { Test } from './filter.ts'
import type { NumberPlace } from './number-test.ts'

/** One expression that rows are sorted by. It is never null, so that rows can be compared with the last one of a page. */
export interface SortTerm {
  readonly type: 'number' | 'string'
  readonly expression: RawBuilder<string | number>
  readonly descending: boolean
}

export const numberTerm = (expression: RawBuilder<unknown>, descending = false): SortTerm =>
  Object.freeze({ type: 'number', expression: expression as RawBuilder<number>, descending })

export const textTerm = (expression: RawBuilder<unknown>, descending = false): SortTerm =>
  Object.freeze({ type: 'string', expression: expression as RawBuilder<string>, descending })

/** By value, then NaN, then absent, whatever the direction. */
export const numberOrder = ({ flag = sql`0`, value }: NumberPlace, descending: boolean): readonly SortTerm[] => [
  numberTerm(sql`case when ${value} is null then 2 when ${flag} = 2 then 1 else 0 end`),
  numberTerm(sql`coalesce(${flag}, 0)`, descending),
  numberTerm(sql`coalesce(${value}, 0)`, descending),
]

/** By code point, then absent, whatever the direction. */
export const textOrder = (column: RawBuilder<unknown>, descending: boolean): readonly SortTerm[] => [
  numberTerm(sql`(${column} is null)`),
  textTerm(sql`coalesce(${column}, '')`, descending),
]

/** What follows `order by`. */
export const orderSql = (terms: readonly SortTerm[]): RawBuilder<unknown> =>
  sql.join(terms.map(({ expression, descending }) => sql`${expression} ${descending ? sql`desc` : sql`asc`}`))

/** Whether a row comes after the one where the terms have these values: equal in the first ones, and beyond in the next. */
export function isAfter(terms: readonly SortTerm[], values: readonly (string | number)[]): Test {
  const compare = (index: number, operator: RawBuilder<unknown>) => sql`${terms[index]!.expression} ${operator} ${values[index]!}`
  const ways = terms.map(({ descending }, last) => {
    const equal = Array.from({ length: last }, (_, index) => compare(index, sql`=`))
    return sql`(${sql.join([...equal, compare(last, descending ? sql`<` : sql`>`)], sql` and `)})`
  })
  // Not nested, for SQLite reads brackets in brackets only so far.
  return sql`(${sql.join(ways, sql` or `)})`
}

/** Whether a value from outside can be a position among the terms. */
export const isPosition = (position: Json, terms: readonly SortTerm[]): position is readonly (string | number)[] =>
  Array.isArray(position) && position.length === terms.length && terms.every(({ type }, index) => typeof position[index] === type)
