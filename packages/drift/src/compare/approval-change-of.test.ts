import { expectClose } from '@millrace/core/testing'
import { describe, expect, test } from 'vitest'
import { approvalChangeOf } from './approval-change-of.ts'
import { approvedRows, approvedValues } from './approved-rows.ts'
import { newcombeInterval } from './newcombe-interval.ts'

const rule = { column: 'score', threshold: 0.5, approve: 'at-least' } as const

test('the change, its interval and its p-value', () => {
  const change = approvalChangeOf(rule, { reference: { approved: 600, rows: 1000 }, current: { approved: 100, rows: 200 } })
  expect(change).toMatchObject({
    ...rule,
    reference: 0.6,
    current: 0.5,
    change: expect.closeTo(-0.1, 12),
    sizes: { reference: 1000, current: 200 },
  })
  expect(change!.pValue).toBeLessThan(0.01)
  expect(change!.interval.upper).toBeLessThan(0)
})

test("the interval is Newcombe's: two examples of his table", () => {
  const interval = (a: number, m: number, b: number, n: number) =>
    newcombeInterval({ current: { approved: a, rows: m }, reference: { approved: b, rows: n } })
  expectClose(interval(56, 70, 48, 80), { lower: 0.0524, upper: 0.3339 }, { rel: 0, abs: 5e-5 })
  expectClose(interval(9, 10, 3, 10), { lower: 0.1705, upper: 0.809 }, { rel: 0, abs: 5e-5 })
  expectClose(interval(10, 10, 0, 10), { lower: 0.6075, upper: 1 }, { rel: 0, abs: 5e-5 })
})

test('few rows are tested exactly, and a side without scores says nothing', () => {
  expect(approvalChangeOf(rule, { reference: { approved: 3, rows: 3 }, current: { approved: 0, rows: 3 } })!.pValue).toBeCloseTo(0.1)
  expect(approvalChangeOf(rule, { reference: { approved: 0, rows: 0 }, current: { approved: 1, rows: 3 } })).toBeNull()
})

describe('approved rows', () => {
  const scores = Float64Array.from([0.1, 0.5, Number.NaN, 0.9, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
  test('at or above the threshold, or below it; NaN is no score', () => {
    expect(approvedValues(scores, rule)).toEqual({ approved: 3, rows: 5 })
    expect(approvedValues(scores, { ...rule, approve: 'below' })).toEqual({ approved: 2, rows: 5 })
  })

  test('of no column, or one of text, there are none', () => {
    expect(approvedRows(rule, undefined)).toEqual({ approved: 0, rows: 0 })
    expect(approvedRows(rule, { type: 'string', codes: new Int32Array(3), dictionary: ['a'] })).toEqual({ approved: 0, rows: 0 })
  })
})
