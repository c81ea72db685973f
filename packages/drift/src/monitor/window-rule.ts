import { checkOption } from './check-option.ts'

/**
 * How current rows are cut into windows: by number of rows, by calendar period (UTC; weeks begin on Monday) or by a fixed length of time.
 *
 * @category Windows
 * @since 0.1.0
 */
export type WindowRule<Name extends string = string> =
  | {
      /** Rows of a window, in the order that they come in. */
      readonly rows: number
    }
  | {
      /** Column of the rows' time, of days or instants. */
      readonly column: Name
      /** Calendar period. */
      readonly period: 'hour' | 'day' | 'week' | 'month'
    }
  | {
      /** Column of the rows' time, of days or instants. */
      readonly column: Name
      /** Length of a window; windows begin at multiples of it since 1970-01-01 UTC. */
      readonly milliseconds: number
    }

const periods: readonly string[] = ['hour', 'day', 'week', 'month']

/** The rule, checked, with no member that it does not need. */
export function windowRuleOf(rule: WindowRule | undefined): WindowRule | null {
  if (rule === undefined) return null
  if ('rows' in rule) {
    const { rows } = rule
    checkOption({ option: 'windows.rows', value: rows, holds: Number.isSafeInteger(rows) && rows >= 1, range: 'an integer from 1 on' })
    return Object.freeze({ rows })
  }
  const { column } = rule
  if ('period' in rule) {
    const { period } = rule
    checkOption({ option: 'windows.period', value: period, holds: periods.includes(period), range: `of ${periods.join(', ')}` })
    return Object.freeze({ column, period })
  }
  const { milliseconds } = rule
  checkOption({
    option: 'windows.milliseconds',
    value: milliseconds,
    holds: Number.isSafeInteger(milliseconds) && milliseconds >= 1,
    range: 'an integer from 1 on',
  })
  return Object.freeze({ column, milliseconds })
}
