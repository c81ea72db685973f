import type { NumberTest, PresenceTest } from '@millrace/core'
import { type RawBuilder, sql } from 'kysely'
import type { Test } from './filter.ts'
import { splitNumber } from './number-columns.ts'
import { queryInvalid } from './query-invalid.ts'

/** Where a number is: in two columns, or in one that has finite values only. */
export interface NumberPlace {
  readonly flag?: RawBuilder<unknown>
  readonly value: RawBuilder<unknown>
}

/** The SQL of a test on a number. */
export function numberTest({ flag = sql`0`, value }: NumberPlace, test: NumberTest | PresenceTest): Test {
  const present: Test = sql`${value} is not null`
  switch (test.is) {
    case 'absent':
      return sql`${value} is null`
    case 'present':
      return present
    case '>':
    case '>=':
      return sql`${flag} < 2 and ${compare(test)}`
    default:
      return compare(test)
  }

  function compare({ is, value: bound }: NumberTest): Test {
    const operator = Object.hasOwn(operators, is) ? operators[is] : undefined
    if (operator === undefined) throw queryInvalid(test, 'numbers are tested by =, !=, <, <=, >, >=, present, absent')
    if (typeof bound !== 'number' || Number.isNaN(bound)) throw queryInvalid(test, 'give a number that is not NaN as the value')
    const split = splitNumber(bound)
    return sql`${present} and (${flag}, ${value}) ${operator} (${split.flag}, ${split.value})`
  }
}

const operators: Readonly<Record<NumberTest['is'], RawBuilder<unknown>>> = {
  '=': sql`=`,
  '!=': sql`<>`,
  '<': sql`<`,
  '<=': sql`<=`,
  '>': sql`>`,
  '>=': sql`>=`,
}
