import { expect, it } from 'vitest'
import { numberColumn } from '../../test/support/columns.ts'
import { compute } from '../fit/compute.ts'
import { expectClose } from '../testing/expect-close.ts'
import { abs, exp, floor, log, pow, sqrt } from './elementary.ts'

const [x, y] = [numberColumn('x'), numberColumn('y')]

it.each<[string, typeof x, number, number | null]>([
  ['floor', floor(x), 1.5, 1],
  ['floor', floor(x), -1.5, -2],
  ['abs', abs(x), -1.5, 1.5],
  ['sqrt', sqrt(x), 9, 3],
  ['sqrt', sqrt(x), 0, 0],
  ['sqrt', sqrt(x), -1e-300, null],
  ['log', log(x), 1, 0],
  ['log', log(x), 0, null],
  ['log', log(x), -1, null],
  ['exp', exp(x), 0, 1],
  ['exp', exp(x), -1e308, 0],
  ['exp', exp(x), 710, null],
])('%s %#: of %d', (_, expression, value, expected) => {
  expect(compute(expression, { x: value })).toBe(expected)
})

it('log and exp are those of Math', () => {
  for (const value of [1e-300, 0.1, 2, 700]) {
    expectClose(compute(log(x), { x: value }), Math.log(value), { rel: 1e-15 })
    expectClose(compute(exp(x), { x: value }), Math.exp(value), { rel: 1e-15 })
  }
})

it.each([
  [2, 10, 1024],
  [-2, 3, -8],
  [4, 0.5, 2],
  [0, 0, 1],
  [5, 0, 1],
  [0, 2, 0],
  [-8, 1 / 3, null],
  [0, -1, null],
  [1e308, 2, null],
])('pow(%d, %d) is %d', (base, exponent, expected) => {
  expect(compute(pow(x, y), { x: base, y: exponent })).toBe(expected)
})

it('null gives null, whatever the operation', () => {
  for (const expression of [floor(x), abs(x), sqrt(x), log(x), exp(x), pow(x, 2), pow(2, x), pow(x, 0), pow(1, x)]) {
    expect(compute(expression, { x: null })).toBe(null)
  }
})
