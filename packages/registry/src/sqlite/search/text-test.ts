import type { PresenceTest, TextTest } from '@millrace/core'
import { type RawBuilder, sql } from 'kysely'
import { checkParameter } from '../parameter.ts'
import type { Test } from './filter.ts'
import { queryInvalid } from './query-invalid.ts'

/** SQLite refuses patterns beyond 50,000 bytes. */
const maximumPattern = 10_000
const maximumValues = 10_000

/** The SQL of a test on a column of text. */
export function textTest(column: RawBuilder<unknown>, test: TextTest | PresenceTest): Test {
  if (test.is === 'absent') return sql`${column} is null`
  const present: Test = sql`${column} is not null`
  switch (test.is) {
    case 'present':
      return present
    case '=':
      return sql`${present} and ${column} = ${text(test.value, test)}`
    case '!=':
      return sql`${present} and ${column} <> ${text(test.value, test)}`
    case 'like':
      return sql`${present} and ${column} glob ${globOf(pattern(test.pattern, test))}`
    case 'ilike':
      return sql`${present} and ${column} like ${pattern(test.pattern, test)}`
    case 'in':
      return sql`${present} and ${column} in ${list(test.values, test)}`
    case 'not in':
      return sql`${present} and ${column} not in ${list(test.values, test)}`
    default:
      throw queryInvalid(test, 'texts are tested by =, !=, like, ilike, in, not in, present, absent')
  }
}

/** SQLite's own `like` leaves the case of ASCII letters aside; `glob` does not, and has other wildcards. */
const globOf = (like: string) => like.replace(/[*?[]/g, '[$&]').replaceAll('%', '*').replaceAll('_', '?')

function text(value: unknown, test: unknown): string {
  if (typeof value === 'string') return value
  throw queryInvalid(test, 'give a text as the value')
}

function pattern(value: unknown, test: unknown): string {
  if (typeof value === 'string' && value.length <= maximumPattern) return value
  throw queryInvalid(test, `give a text of at most ${maximumPattern} characters as the pattern`)
}

/** All values as one parameter, for a statement has room for 32,766. */
function list(values: unknown, test: unknown): RawBuilder<unknown> {
  if (Array.isArray(values) && values.length <= maximumValues && values.every((value) => typeof value === 'string')) {
    return sql`(select value from json_each(${JSON.stringify(values.map(checkParameter))}))`
  }
  throw queryInvalid(test, `give at most ${maximumValues} texts as the values`)
}
