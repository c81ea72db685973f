import { expect, it } from 'vitest'
import { booleanColumn, dayColumn, instantColumn, numberColumn, stringColumn } from '../../test/support/columns.ts'
import { standardize } from '../../test/support/transforms.ts'
import { add } from '../expression/arithmetic.ts'
import { columnExpr, type Expr } from '../expression/expr.ts'
import { pick } from '../expression/lookup.ts'
import { compute } from './compute.ts'

it.each<[string, Expr<never>, unknown, unknown]>([
  ['a number', numberColumn('x') as never, 1.5, 1.5],
  ['a boolean as 1', booleanColumn('x') as never, true, 1],
  ['a day as days', dayColumn('x') as never, '1970-01-03', 2],
  ['an instant as milliseconds', instantColumn('x') as never, new Date(7), 7],
  ['a string as it is', stringColumn('x') as never, 'a', 'a'],
  ['a picked string', pick(numberColumn('x'), ['a', 'b']) as never, 1, 'b'],
  ['null', stringColumn('x') as never, null, null],
  ['a missing key as null', numberColumn('x') as never, undefined, null],
])('evaluates %s', (_, expression, x, expected) => {
  expect(compute(expression, { x })).toBe(expected)
})

it('reads own keys alone', () => {
  const column = columnExpr<number | null, string>({ name: 'toString', kind: 'number', nullable: true, optional: false })
  expect(compute(column, {})).toBe(null)
})

it('refuses what has to be learnt, and values of another kind', () => {
  const learnt = add(numberColumn('x') as Expr<number>, 1).pipe(standardize())
  expect(() => compute(learnt, { x: 1 })).toThrow(new TypeError('compute: the expression has something to learn; fit it first'))
  expect(() => compute(numberColumn('x'), { x: '1' })).toThrow(new TypeError("compute: the value of 'x' is not of kind number"))
})
