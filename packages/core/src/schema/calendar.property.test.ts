import fc from 'fast-check'
import { expect, it } from 'vitest'
import { calendarRange, formatDay, formatInstant, parseDay, parseInstant } from './calendar.ts'

const day = fc.integer({ min: calendarRange.day[0], max: calendarRange.day[1] })

it('every day of the years 0000 to 9999 is read as it is written, and as Date has it', () => {
  fc.assert(
    fc.property(day, (number) => {
      const text = formatDay(number)
      expect(text).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10))
      expect(parseDay(text)).toBe(number)
    }),
    { numRuns: 2_000 },
  )
})

it('a text of the form of a day is one if and only if its parts come back', () => {
  const part = (most: number, digits: number) => fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(digits, '0'))
  fc.assert(
    fc.property(part(9999, 4), part(14, 2), part(33, 2), (year, month, dayOfMonth) => {
      const text = `${year}-${month}-${dayOfMonth}`
      const number = parseDay(text)
      const date = new Date(0)
      date.setUTCFullYear(Number(year), Number(month) - 1, Number(dayOfMonth))
      const exists =
        date.getUTCFullYear() === Number(year) && date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(dayOfMonth)
      expect(Number.isNaN(number)).toBe(!exists)
      if (exists) expect(formatDay(number)).toBe(text)
    }),
    { numRuns: 2_000 },
  )
})

it('an instant is the same in every offset', () => {
  const instant = fc.integer({ min: calendarRange.instant[0] + 1e9, max: calendarRange.instant[1] - 1e9 })
  fc.assert(
    fc.property(instant, fc.integer({ min: -14 * 60, max: 14 * 60 }), (milliseconds, minutes) => {
      const local = formatInstant(milliseconds + minutes * 60_000).slice(0, -1)
      const size = Math.abs(minutes)
      const offset = `${minutes < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`
      expect(parseInstant(local + offset)).toBe(milliseconds)
    }),
  )
})
