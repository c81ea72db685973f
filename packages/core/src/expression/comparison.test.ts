import { describe, expect, it } from 'vitest'
import { booleanColumn, numberColumn, stringColumn } from '../../test/support/columns.ts'
import { compute } from '../fit/compute.ts'
import { eq, ge, gt, isIn, le, lt, ne } from './comparison.ts'

const [a, b, s] = [numberColumn('a'), numberColumn('b'), stringColumn('s')]

describe('of two numbers', () => {
  it.each<[string, typeof a, readonly [less: number, same: number, more: number]]>([
    ['lt', lt(a, b) as never, [1, 0, 0]],
    ['le', le(a, b) as never, [1, 1, 0]],
    ['gt', gt(a, b) as never, [0, 0, 1]],
    ['ge', ge(a, b) as never, [0, 1, 1]],
  ])('%s', (_, expression, expected) => {
    expect([1, 2, 3].map((value) => compute(expression, { a: value, b: 2 }))).toEqual(expected)
    expect(compute(expression, { a: null, b: 2 })).toBe(null)
    expect(compute(expression, { a: 2, b: null })).toBe(null)
    expect(compute(expression, { a: null, b: null })).toBe(null)
  })

  it('0 and -0 are equal', () => {
    expect(compute(eq(a, -0), { a: 0 })).toBe(1)
  })
})

describe('with constants', () => {
  it.each<[string, unknown, typeof a, number | null]>([
    ['number equal', { a: 3 }, eq(a, 3) as never, 1],
    ['number unequal', { a: 4 }, eq(a, 3) as never, 0],
    ['number null', { a: null }, eq(a, 3) as never, null],
    ['string equal', { s: 'x' }, eq(s, 'x') as never, 1],
    ['string unequal', { s: 'y' }, eq(s, 'x') as never, 0],
    ['string null', { s: null }, eq(s, 'x') as never, null],
    ['string called null', { s: 'null' }, eq(s, 'null') as never, 1],
    ['boolean', { c: true }, eq(booleanColumn('c'), true) as never, 1],
    ['boolean false', { c: false }, eq(booleanColumn('c'), false) as never, 1],
    ['ne number', { a: 4 }, ne(a, 3) as never, 1],
    ['ne string', { s: 'x' }, ne(s, 'x') as never, 0],
    ['ne null', { s: null }, ne(s, 'x') as never, null],
    ['in numbers', { a: 36 }, isIn(a, [12, 24, 36]) as never, 1],
    ['in none of the numbers', { a: 48 }, isIn(a, [12, 24, 36]) as never, 0],
    ['in numbers, null', { a: null }, isIn(a, [12, 24, 36]) as never, null],
    ['in strings', { s: 'y' }, isIn(s, ['x', 'y']) as never, 1],
    ['in strings, null', { s: null }, isIn(s, ['x', 'y']) as never, null],
  ])('%s', (_, row, expression, expected) => {
    expect(compute(expression, row as never)).toBe(expected)
  })

  it('one of very many numbers', () => {
    const many = isIn(
      a,
      Array.from({ length: 50_000 }, (_, i) => i * 2),
    )
    expect([99_998, 99_999, null].map((value) => compute(many, { a: value }))).toEqual([1, 0, null])
  })

  it('one of none is a mistake', () => {
    expect(() => isIn(a, [])).toThrow(new RangeError('isIn: no values are given'))
    expect(() => isIn(s, [])).toThrow(RangeError)
  })
})
