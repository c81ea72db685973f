import { describe, expect, it } from 'vitest'
import { numberColumn, stringColumn } from '../../test/support/columns.ts'
import { compute } from '../fit/compute.ts'
import { add, clamp, div, greatest, least, modulo, mul, sub } from './arithmetic.ts'
import { constant } from './expr.ts'

const [a, b] = [numberColumn('a'), numberColumn('b')]

describe('an operation of two numbers', () => {
  const operations = { add: add(a, b), sub: sub(a, b), mul: mul(a, b), div: div(a, b), least: least(a, b), greatest: greatest(a, b) }
  const cases: [keyof typeof operations, number, number, number | null][] = [
    ['add', 2, 3, 5],
    ['sub', 2, 3, -1],
    ['mul', 2, 3, 6],
    ['div', 3, 2, 1.5],
    ['div', 0, 5, 0],
    ['div', 5, 0, null],
    ['div', 0, 0, null],
    ['least', 2, 3, 2],
    ['greatest', 2, 3, 3],
    ['least', -1e308, 1e308, -1e308],
    ['mul', 1e308, 10, null],
    ['sub', -1e308, 1e308, null],
  ]
  it.each(cases)('%s(%d, %d) is %d', (name, x, y, expected) => {
    expect(compute(operations[name], { a: x, b: y })).toBe(expected)
  })

  it.each(Object.entries(operations))('%s is null where an operand is', (_, expression) => {
    expect(compute(expression, { a: null, b: 2 })).toBe(null)
    expect(compute(expression, { a: 2, b: null })).toBe(null)
    expect(compute(expression, { a: null, b: null })).toBe(null)
  })
})

it('constants stand on either side', () => {
  expect(compute(sub(10, a), { a: 3 })).toBe(7)
  expect(compute(sub(a, 10), { a: 3 })).toBe(-7)
  expect(compute(div(1, a), { a: 4 })).toBe(0.25)
})

it.each([
  [7, 3, 1],
  [-7, 3, 2],
  [7, -3, -2],
  [-7, -3, -1],
  [5.5, 2, 1.5],
  [6, 3, 0],
])('modulo(%d, %d) has the sign of the divisor: %d', (x, divisor, expected) => {
  expect(compute(modulo(a, divisor), { a: x })).toBe(expected)
})

it('clamp moves to the nearer bound; null stays null', () => {
  expect([-1, 0.5, 2, null].map((x) => compute(clamp(a, 0, 1), { a: x }))).toEqual([0, 0.5, 1, null])
  expect(compute(clamp(a, 2, 2), { a: 9 })).toBe(2)
})

describe('is refused where it is written', () => {
  it.each<[string, () => unknown, Error]>([
    ['a division by the constant 0', () => div(a, 0), new RangeError('div: the divisor is the constant 0')],
    ['a division by the constant -0', () => div(a, -0), new RangeError('div: the divisor is the constant 0')],
    ['modulo 0', () => modulo(a, 0), new RangeError('div: the divisor is the constant 0')],
    ['bounds in the wrong order', () => clamp(a, 1, 0), new RangeError('clamp: the lower bound 1 is not at or below the upper bound 0')],
    [
      'a bound that is no number',
      () => clamp(a, Number.NaN, 0),
      new RangeError('clamp: the lower bound NaN is not at or below the upper bound 0'),
    ],
    [
      'an infinite constant',
      () => add(a, Number.POSITIVE_INFINITY),
      new RangeError('a constant in an expression is Infinity; constants are finite'),
    ],
    ['constant NaN', () => constant(Number.NaN), new RangeError('a constant in an expression is NaN; constants are finite')],
    [
      'arithmetic with a string',
      () => add(stringColumn('s') as never, 1),
      new TypeError('add: a string was given; strings are compared by eq and isIn, and turned into numbers by lookup'),
    ],
  ])('%s', (_, write, error) => {
    expect(write).toThrow(error)
  })
})
