import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dayColumn, instantColumn } from '../../test/support/columns.ts'
import { compute } from '../fit/compute.ts'
import { calendarRange, formatDay, formatInstant } from '../schema/calendar.ts'
import { day, dayOfMonth, daysBetween, epochDay, epochMilliseconds, month, weekday, year } from './dates.ts'

const at = dayColumn('at')
const parts = { year: year(at), month: month(at), dayOfMonth: dayOfMonth(at), weekday: weekday(at), epochDay: epochDay(at) }
const partsOf = (text: string | null) =>
  Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, compute(part, { at: text })]))

const anyDay = fc.integer({ min: calendarRange.day[0], max: calendarRange.day[1] })
const anyInstant = fc.integer({ min: calendarRange.instant[0], max: calendarRange.instant[1] })

it('the parts of every day of the years 0000 to 9999 are those of Date', () => {
  fc.assert(
    fc.property(anyDay, (number) => {
      const date = new Date(number * 86_400_000)
      expect(partsOf(formatDay(number))).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        dayOfMonth: date.getUTCDate(),
        weekday: date.getUTCDay() || 7,
        epochDay: number,
      })
    }),
    { numRuns: 1_000 },
  )
})

it.each([
  ['2024-02-29', 2024, 2, 29, 4],
  ['2023-12-31', 2023, 12, 31, 7],
  ['2024-01-01', 2024, 1, 1, 1],
  ['1900-02-28', 1900, 2, 28, 3],
  ['1900-03-01', 1900, 3, 1, 4],
  ['0000-02-29', 0, 2, 29, 2],
])('the parts of %s', (text, ...expected) => {
  const { year, month, dayOfMonth, weekday } = partsOf(text)
  expect([year, month, dayOfMonth, weekday]).toEqual(expected)
})

it('a missing day has no parts', () => {
  expect(Object.values(partsOf(null))).toEqual([null, null, null, null, null])
})

it('the day of an instant is that in UTC, before 1970 too', () => {
  const instant = instantColumn('instant')
  fc.assert(
    fc.property(
      fc.oneof(
        anyInstant,
        anyDay.map((number) => number * 86_400_000 - 1).filter((ms) => ms >= calendarRange.instant[0]),
      ),
      (ms) => {
        const row = { instant: formatInstant(ms) }
        expect(compute(epochDay(day(instant)), row)).toBe(Math.floor(ms / 86_400_000))
        expect(compute(epochMilliseconds(instant), row)).toBe(ms)
      },
    ),
  )
  expect(compute(epochDay(day(instant)), { instant: null })).toBe(null)
})

it('days between two days count forwards and backwards', () => {
  const to = dayColumn('to')
  fc.assert(
    fc.property(anyDay, anyDay, (first, second) => {
      expect(compute(daysBetween(at, to), { at: formatDay(first), to: formatDay(second) })).toBe(second - first)
    }),
  )
  expect(compute(daysBetween(at, to), { at: '2024-01-01', to: null })).toBe(null)
})
