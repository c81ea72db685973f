import { describe, expect, it } from 'vitest'
import { booleanColumn, numberColumn, stringColumn } from '../../test/support/columns.ts'
import { compute } from '../fit/compute.ts'
import { and, coalesce, isNull, not, or, when } from './logic.ts'

const [p, q, x, s] = [booleanColumn('p'), booleanColumn('q'), numberColumn('x'), stringColumn('s')]
const values = [true, false, null] as const
const table = (expression: Parameters<typeof compute>[0]) => values.map((a) => values.map((b) => compute(expression, { p: a, q: b })))

describe("SQL's three values, in the order true, false, null", () => {
  it('and', () => {
    expect(table(and(p, q))).toEqual([
      [1, 0, null],
      [0, 0, 0],
      [null, 0, null],
    ])
  })

  it('or', () => {
    expect(table(or(p, q))).toEqual([
      [1, 1, 1],
      [1, 0, null],
      [1, null, null],
    ])
  })

  it('not', () => {
    expect(values.map((a) => compute(not(p), { p: a }))).toEqual([0, 1, null])
  })

  it('every number but 0 holds', () => {
    const number = x as unknown as typeof p
    expect([-1, 0, 0.5, null].map((value) => compute(and(number, number), { x: value }))).toEqual([1, 0, 1, null])
    expect([-1, 0, 0.5, null].map((value) => compute(or(number, number), { x: value }))).toEqual([1, 0, 1, null])
    expect([-1, 0, 0.5, null].map((value) => compute(not(number), { x: value }))).toEqual([0, 1, 0, null])
  })
})

it('when takes the other value where the condition is null', () => {
  expect(values.map((a) => compute(when(p, 1, 2), { p: a }))).toEqual([1, 2, 2])
  expect(compute(when(p, x, 2), { p: true, x: null })).toBe(null)
  expect(compute(when(p, x, 2), { p: false, x: null })).toBe(2)
})

it('isNull is never null, of numbers and of strings', () => {
  expect([0, null].map((value) => compute(isNull(x), { x: value }))).toEqual([0, 1])
  expect(['', 'null', null].map((value) => compute(isNull(s), { s: value }))).toEqual([0, 0, 1])
})

it('coalesce puts a constant in place of null', () => {
  expect([0, 5, null].map((value) => compute(coalesce(x, 7), { x: value }))).toEqual([0, 5, 7])
  expect(compute(coalesce(p, false), { p: null })).toBe(0)
})
