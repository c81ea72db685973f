import { formatInstant, type Table } from '@millrace/core'
import type { Profile } from '../profile/profile-types.ts'
import { percent } from '../report/figures.ts'
import { currentColumn, isTable } from './current-column.ts'
import { duplicateRows } from './duplicate-rows.ts'
import { type Finding, skipped } from './finding.ts'
import type { FreshnessLimit, RowCountLimits } from './quality-options.ts'

/** Rows that repeat an earlier one in all monitored columns. */
export function checkDuplicates({ columns }: Profile, current: Table | Profile, limit: number): Finding {
  if (!isTable(current)) return skipped('duplicates', null, 'a profile does not tell which rows repeat others')
  if (current.rowCount === 0) return skipped('duplicates', null, 'there are no rows')
  const names = columns.map(({ column }) => column).filter((column) => currentColumn(current, column) !== undefined)
  const share = duplicateRows(names.map((name) => (current as Table<Record<string, unknown>>).column(name))) / current.rowCount
  return {
    check: 'duplicates',
    column: null,
    status: share > limit ? 'failed' : 'passed',
    reference: null,
    current: share,
    limit,
    pValue: null,
    messages: {
      passed: `${percent(share)} of the rows repeat an earlier row`,
      failed: `${percent(share)} of the rows repeat an earlier row, above the limit of ${percent(limit)}`,
    },
  }
}

/** The number of rows against what is expected. */
export function checkRowCount(
  rows: number,
  { expected, tolerance = 0.5, minimum = 0, maximum = Number.POSITIVE_INFINITY }: RowCountLimits,
): Finding {
  const least = Math.max(minimum, expected === undefined ? 0 : expected * (1 - tolerance))
  const most = Math.min(maximum, expected === undefined ? Number.POSITIVE_INFINITY : expected * (1 + tolerance))
  const limit = rows < least ? least : most
  const shown = rows.toLocaleString('en')
  return {
    check: 'row-count',
    column: null,
    status: rows < least || rows > most ? 'failed' : 'passed',
    reference: expected ?? null,
    current: rows,
    limit: Number.isFinite(limit) ? limit : least,
    pValue: null,
    messages: {
      passed: `${shown} rows, as many as may be`,
      failed: `${shown} rows, ${rows < least ? `fewer than ${Math.ceil(least).toLocaleString('en')}` : `more than ${Math.floor(most).toLocaleString('en')}`}`,
    },
  }
}

const millisecondsPerDay = 86_400_000

/** The age of the newest row that is not of the future. */
export function checkFreshness(
  current: Table | Profile,
  { column, limitMs, now }: FreshnessLimit & { readonly now: number | undefined },
): Finding {
  const given = currentColumn(current, column)
  if (now === undefined) return skipped('freshness', column, `${column}: freshness needs the time to which it is measured`)
  if (given === undefined || (given.kind !== 'day' && given.kind !== 'instant')) {
    return skipped('freshness', column, `${column}: the current rows have no such column of days or instants`)
  }
  const unit = given.kind === 'day' ? millisecondsPerDay : 1
  const { newest, future } = newestUntil(given.data, now / unit)
  if (newest === null) return skipped('freshness', column, `${column}: no row has a time up to ${shownTime(now)}`)
  const age = now - newest * unit
  const written = `${column}: the newest row is of ${shownTime(newest * unit)}, ${duration(age)} before ${shownTime(now)}`
  const ahead = future > 0 ? `; ${future.toLocaleString('en')} ${future === 1 ? 'row is' : 'rows are'} of a later time` : ''
  return {
    check: 'freshness',
    column,
    status: age > limitMs ? 'failed' : 'passed',
    reference: null,
    current: age,
    limit: limitMs,
    pValue: null,
    messages: { passed: `${written}${ahead}`, failed: `${written}, above the limit of ${duration(limitMs)}${ahead}` },
  }
}

type Data = NonNullable<ReturnType<typeof currentColumn>>['data']

function newestUntil(data: Data, now: number): { readonly newest: number | null; readonly future: number } {
  if (data.type !== 'number') return { newest: null, future: 0 }
  if (!('values' in data)) return { newest: data.maximum !== null && data.maximum <= now ? data.maximum : null, future: 0 }
  let newest = Number.NEGATIVE_INFINITY
  let future = 0
  for (let row = 0; row < data.values.length; row++) {
    const time = data.values[row]!
    if (time > now) future++
    else if (time > newest) newest = time
  }
  return { newest: Number.isFinite(newest) ? newest : null, future }
}

const shownTime = (milliseconds: number) => (Math.abs(milliseconds) <= 8.64e15 ? formatInstant(milliseconds) : `${milliseconds} ms`)

function duration(milliseconds: number): string {
  const units = [
    ['day', millisecondsPerDay],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1000],
  ] as const
  const [name, unit] = units.find(([, size]) => milliseconds >= 2 * size) ?? ['millisecond', 1]
  const count = Math.round(milliseconds / unit)
  return `${count.toLocaleString('en')} ${name}${count === 1 ? '' : 's'}`
}
