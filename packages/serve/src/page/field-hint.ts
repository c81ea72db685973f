import { type ColumnSpec, formatDay, formatInstant } from '@millrace/core'

/** What a person must know to fill in a column, beyond its label: `whole number, 12 to 480`. Empty where the choices say it all. */
export function hintOf(column: ColumnSpec): string {
  const { kind, multipleOf, minLength = 0, allowed } = column
  if (kind === 'boolean' || kind === 'category' || allowed !== undefined) return ''
  const parts = [
    kind === 'integer' && multipleOf === undefined && 'whole number',
    kind === 'instant' && 'UTC',
    ...boundsOf(column),
    multipleOf !== undefined && `a multiple of ${multipleOf}`,
    minLength > 0 && `at least ${minLength} characters`,
  ]
  return parts.filter((part) => part !== false).join(', ')
}

function boundsOf(column: ColumnSpec): readonly (string | false)[] {
  const { kind, exclusiveMinimum: above, exclusiveMaximum: below } = column
  const write = kind === 'day' ? formatDay : kind === 'instant' ? formatInstant : String
  const [least, greatest] = [telling(column.minimum), telling(column.maximum)]
  const range =
    least !== undefined && greatest !== undefined
      ? [`${write(least)} to ${write(greatest)}`]
      : [least !== undefined && `at least ${write(least)}`, greatest !== undefined && `at most ${write(greatest)}`]
  return [...range, above !== undefined && `above ${write(above)}`, below !== undefined && `below ${write(below)}`]
}

/** Limits of `int32` and the like say how a number is stored and not what it means. */
const storageLimits = new Set([-(2 ** 31), 2 ** 31 - 1, 2 ** 32 - 1, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER])

const telling = (bound: number | undefined) => (bound === undefined || storageLimits.has(bound) ? undefined : bound)
