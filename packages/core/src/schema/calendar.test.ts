import { describe, expect, it } from 'vitest'
import { calendarRange, formatDay, formatInstant, parseDay, parseInstant } from './calendar.ts'

describe('days', () => {
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['2024-02-29', 19_782],
    ['0000-01-01', calendarRange.day[0]],
    ['9999-12-31', calendarRange.day[1]],
  ])('%s is day %i', (text, day) => {
    expect(parseDay(text)).toBe(day)
    expect(formatDay(day)).toBe(text)
  })

  it.each([
    '2023-02-29',
    '1900-02-29',
    '2023-04-31',
    '2023-13-01',
    '2023-00-10',
    '2023-01-00',
    '2023-1-1',
    '23-01-01',
    '+002023-01-01',
    '2023-01-01T00:00:00Z',
    ' 2023-01-01',
    '',
    'today',
  ])('%j is no day', (text) => {
    expect(parseDay(text)).toBeNaN()
  })

  it('beyond four digits are written as ECMAScript writes them, and beyond Date not at all', () => {
    expect(formatDay(calendarRange.day[1] + 1)).toBe('+010000-01-01')
    expect(formatDay(calendarRange.day[0] - 1)).toBe('-000001-12-31')
    expect(() => formatDay(1e9)).toThrow(RangeError)
    expect(() => formatDay(Number.NaN)).toThrow(RangeError)
  })
})

describe('instants', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 0],
    ['1970-01-01T00:00Z', 0],
    ['1970-01-01T00:00:00.5Z', 500],
    ['1970-01-01T00:00:00.123456789Z', 123],
    ['1970-01-01T02:30:00+02:30', 0],
    ['1969-12-31T19:00:00-05:00', 0],
    ['0000-01-01T00:00:00Z', calendarRange.instant[0]],
    ['9999-12-31T23:59:59.999Z', calendarRange.instant[1]],
  ])('%s is millisecond %i', (text, milliseconds) => {
    expect(parseInstant(text)).toBe(milliseconds)
    expect(parseInstant(formatInstant(milliseconds))).toBe(milliseconds)
  })

  it.each([
    '2024-01-01',
    '2024-01-01T10:00:00',
    '2024-02-30T10:00:00Z',
    '2024-01-01T25:00:00Z',
    '2024-01-01T10:61:00Z',
    '2024-01-01 10:00:00Z',
    '2024-01-01T10:00:00+0200',
    '2024-01-01T10:00:00z',
    'Mon, 01 Jan 2024 10:00:00 GMT',
    '1704103200000',
  ])('%j is no instant', (text) => {
    expect(parseInstant(text)).toBeNaN()
  })
})
