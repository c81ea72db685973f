import { parseInstant } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { columnOf, tableOf } from '../../test/fixtures/draws.ts'
import { labelOf, spanAfter, spanAt, spansBetween, type TimeRule, timesOf } from './time-windows.ts'

const at = (text: string) => parseInstant(text)
const by = (rule: { period: 'hour' | 'day' | 'week' | 'month' } | { milliseconds: number }): TimeRule => ({ column: 'time', ...rule })

describe('the window of a time', () => {
  test.each([
    ['hour', '2026-11-24T13:59:59.999Z', '2026-11-24T13:00:00.000Z to 2026-11-24T14:00:00.000Z'],
    ['day', '2026-11-24T00:00:00Z', '2026-11-24 to 2026-11-25'],
    ['week', '2026-11-22T23:59:59Z', '2026-11-16 to 2026-11-23'],
    ['week', '2026-11-23T00:00:00Z', '2026-11-23 to 2026-11-30'],
    ['week', '1969-12-28T12:00:00Z', '1969-12-22 to 1969-12-29'],
    ['month', '2024-02-29T12:00:00Z', '2024-02-01 to 2024-03-01'],
    ['month', '2026-12-31T23:00:00Z', '2026-12-01 to 2027-01-01'],
    ['month', '0050-01-31T00:00:00Z', '0050-01-01 to 0050-02-01'],
  ] as const)('%s of %s', (period, text, label) => {
    expect(labelOf(spanAt(by({ period }), at(text)))).toBe(label)
  })

  test('of a fixed length begins at multiples of it', () => {
    expect(spanAt(by({ milliseconds: 900_000 }), at('2026-11-24T13:44:00Z'))).toEqual({
      fromMs: at('2026-11-24T13:30:00Z'),
      toMs: at('2026-11-24T13:45:00Z'),
    })
    expect(spanAt(by({ milliseconds: 10 }), -1)).toEqual({ fromMs: -10, toMs: 0 })
  })

  test.each(['hour', 'day', 'week', 'month'] as const)('windows of a %s follow one another without a gap, and are counted', (period) => {
    const rule = by({ period })
    const first = spanAt(rule, at('2023-11-20T05:00:00Z'))
    let span = first
    for (let count = 1; count <= 40; count++) {
      const next = spanAfter(rule, span)
      expect(next.fromMs).toBe(span.toMs)
      expect(spanAt(rule, next.toMs - 1)).toEqual(next)
      span = next
      expect(spansBetween(rule, first, span)).toBe(count)
    }
  })
})

describe('times of rows', () => {
  test('days count in milliseconds; nulls and what no calendar holds are none', () => {
    const days = tableOf({ time: columnOf([1, null, 1e9]) }, { time: 'day' })
    expect(timesOf(days, by({ period: 'week' }))).toEqual(Float64Array.of(86_400_000, Number.NaN, Number.NaN))
    const instants = tableOf({ time: columnOf([5, Number.POSITIVE_INFINITY]) }, { time: 'instant' })
    expect(timesOf(instants, by({ period: 'week' }))).toEqual(Float64Array.of(5, Number.NaN))
  })

  test.each([
    ['numbers', tableOf({ time: columnOf([1]) })],
    ['text', tableOf({ time: columnOf(['2026-11-24']) })],
    ['no such column', tableOf({ other: columnOf([1]) })],
  ])('%s are refused', (_, table) => {
    expect(() => timesOf(table, by({ period: 'day' }))).toThrow(expect.objectContaining({ code: 'E_WINDOWS_TIME' }))
  })

  test('windows shorter than a day need instants', () => {
    const days = tableOf({ time: columnOf([1]) }, { time: 'day' })
    expect(() => timesOf(days, by({ period: 'hour' }))).toThrow(expect.objectContaining({ code: 'E_DRIFT_OPTION' }))
    expect(() => timesOf(days, by({ milliseconds: 36 * 3_600_000 }))).toThrow(expect.objectContaining({ code: 'E_DRIFT_OPTION' }))
    expect(timesOf(days, by({ milliseconds: 48 * 3_600_000 }))).toEqual(Float64Array.of(86_400_000))
  })
})
