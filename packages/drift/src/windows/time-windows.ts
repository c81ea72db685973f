import { type ColumnKind, formatDay, formatInstant, MillraceError, type Table } from '@millrace/core'
import { optionError } from '../internal/errors.ts'
import type { WindowRule } from '../monitor/window-rule.ts'

/** A rule by time. */
export type TimeRule = Extract<WindowRule, { readonly column: string }>

/** A stretch of time, the end not included, in milliseconds since 1970-01-01 UTC. */
export interface TimeSpan {
  readonly fromMs: number
  readonly toMs: number
}

const hour = 3_600_000
const day = 24 * hour
/** 1970-01-01 was a Thursday. */
const firstMonday = 4 * day

/** The window that a time lies in. */
export function spanAt(rule: TimeRule, time: number): TimeSpan {
  if ('period' in rule && rule.period === 'month') {
    const date = new Date(time)
    return monthAt(date.getUTCFullYear(), date.getUTCMonth())
  }
  const [length, anchor] = lengthOf(rule)
  const fromMs = Math.floor((time - anchor) / length) * length + anchor
  return { fromMs, toMs: fromMs + length }
}

/** The window after this one. */
export const spanAfter = (rule: TimeRule, { toMs }: TimeSpan): TimeSpan => spanAt(rule, toMs)

/** How many windows lie from one to another, the first not counted. */
export function spansBetween(rule: TimeRule, first: TimeSpan, last: TimeSpan): number {
  if ('period' in rule && rule.period === 'month') {
    const [a, b] = [new Date(first.fromMs), new Date(last.fromMs)]
    return 12 * (b.getUTCFullYear() - a.getUTCFullYear()) + b.getUTCMonth() - a.getUTCMonth()
  }
  return Math.round((last.fromMs - first.fromMs) / lengthOf(rule)[0])
}

function lengthOf(rule: TimeRule): readonly [length: number, anchor: number] {
  if ('milliseconds' in rule) return [rule.milliseconds, 0]
  if (rule.period === 'week') return [7 * day, firstMonday]
  return [rule.period === 'hour' ? hour : day, 0]
}

/** `Date.UTC` takes the years 0 to 99 for those of the 20th century. */
function monthAt(year: number, month: number): TimeSpan {
  const first = (index: number) => new Date(0).setUTCFullYear(year, index, 1)
  return { fromMs: first(month), toMs: first(month + 1) }
}

/** For people: days where a window begins and ends at midnight, else minutes or milliseconds. */
export function labelOf({ fromMs, toMs }: TimeSpan): string {
  const write = fromMs % day === 0 && toMs % day === 0 ? (time: number) => formatDay(time / day) : formatInstant
  return `${write(fromMs)} to ${write(toMs)}`
}

/** What a `Date` can hold, a month less, so that every window in it has an end. */
const farthest = 8.64e15 - 31 * day

/** Times of the rows in milliseconds, NaN where they have none; beyond what calendars hold is none. */
export function timesOf(table: Table, rule: TimeRule): Float64Array {
  const kind = table.schema.columns.find(({ name }) => name === rule.column)?.kind
  if (kind !== 'day' && kind !== 'instant') throw noTime(rule.column, kind)
  const column = (table as Table<Record<string, unknown>>).column(rule.column)
  if (column.type !== 'number') throw noTime(rule.column, kind)
  const unit = kind === 'day' ? day : 1
  if (unit === day && shortest(rule) % day !== 0) {
    throw optionError({
      function: 'windows',
      option: 'windows',
      value: JSON.stringify(rule),
      range: 'of whole days, since its column is of days',
    })
  }
  return column.values.map((value) => (Math.abs(value * unit) < farthest ? value * unit : Number.NaN))
}

const shortest = (rule: TimeRule) => ('period' in rule && rule.period === 'month' ? day : lengthOf(rule)[0])

function noTime(column: string, kind: ColumnKind | undefined): MillraceError {
  const fault = kind === undefined ? 'the rows have no such column' : `it is of kind ${kind}`
  return new MillraceError({
    code: 'E_WINDOWS_TIME',
    message: `windows by time need column '${column}' of days or instants; ${fault}; name another column, or cut windows by rows`,
    details: { column, kind: kind ?? null },
  })
}

/** Windows without rows are kept, but not without end: so many between two rows are a stray time. */
export const mostSpans = 10_000

/** Stray times. */
export function tooManyWindows(rule: TimeRule, first: TimeSpan, last: TimeSpan): MillraceError {
  return new MillraceError({
    code: 'E_WINDOWS_COUNT',
    message: `windows by column '${rule.column}': its times reach from ${formatInstant(first.fromMs)} to ${formatInstant(last.toMs)}, more than ${mostSpans} windows; remove stray times or take longer windows`,
    details: { column: rule.column, fromMs: first.fromMs, toMs: last.toMs, most: mostSpans },
  })
}
