import { describe, expect, it } from 'vitest'
import { numberColumn, stringColumn } from '../../test/support/columns.ts'
import { compute } from '../fit/compute.ts'
import { eq } from './comparison.ts'
import { constant } from './expr.ts'
import { isNull } from './logic.ts'
import { bucket, lookup, pick } from './lookup.ts'

const [s, x] = [stringColumn('s'), numberColumn('x')]

describe('lookup', () => {
  const entries = [
    ['S', 1],
    ['__proto__', 2],
    ['null', 3],
    ['', null],
  ] as const

  it.each<[string | null, number | null]>([
    ['S', 1],
    ['__proto__', 2],
    ['null', 3],
    ['', null],
    ['toString', -1],
    [null, -2],
  ])('of %j is %d', (value, expected) => {
    expect(compute(lookup(s, entries, { other: -1, missing: -2 }), { s: value })).toBe(expected)
  })

  it('of other strings and of null may be null', () => {
    const some = lookup(s, entries, { other: null, missing: null })
    expect([null, 'x', 'S'].map((value) => compute(some, { s: value }))).toEqual([null, null, 1])
  })

  it.each<[string, () => unknown, Error]>([
    [
      'a key twice',
      () =>
        lookup(
          s,
          [
            ['a', 1],
            ['a', 2],
          ],
          { other: 0, missing: 0 },
        ),
      new RangeError('lookup: a key is given twice'),
    ],
    [
      'an infinite number',
      () => lookup(s, [['a', 1 / 0]], { other: 0, missing: 0 }),
      new RangeError('lookup: the number Infinity is not finite'),
    ],
    [
      'NaN for other strings',
      () => lookup(s, [], { other: Number.NaN, missing: 0 }),
      new RangeError('lookup: the number NaN is not finite'),
    ],
    ['a number', () => lookup(x as never, [], { other: 0, missing: 0 }), new TypeError('lookup: only string columns can be looked up')],
    ['what pick gives', () => eq(pick(x, ['a']), 'a'), new TypeError('lookup: only string columns can be looked up')],
    ['whether pick gives null', () => isNull(pick(x, ['a'])), new TypeError('lookup: only string columns can be looked up')],
  ])('refuses %s', (_, write, error) => {
    expect(write).toThrow(error)
  })
})

describe('bucket', () => {
  it.each([
    [-1e308, 0],
    [0.999, 0],
    [1, 1],
    [1.5, 1],
    [2, 2],
    [1e308, 3],
    [null, null],
  ])('%d is in cell %d: closed on the left', (value, cell) => {
    expect(compute(bucket(x, [1, 2, 100]), { x: value })).toBe(cell)
  })

  it('without edges has one cell', () => {
    expect([5, null].map((value) => compute(bucket(x, []), { x: value }))).toEqual([0, null])
  })

  it.each([[[1, 1]], [[2, 1]], [[Number.NaN]], [[0, Number.POSITIVE_INFINITY]]])('refuses the edges %j', (edges) => {
    expect(() => bucket(x, edges)).toThrow(/^bucket: the edge .* is not finite and above the one before it$/)
  })
})

describe('pick', () => {
  it.each<[number | null, string | null]>([
    [0, 'a'],
    [1, 'b'],
    [2, null],
    [-1, null],
    [0.5, null],
    [null, null],
  ])('at %d is %j', (index, expected) => {
    expect(compute(pick(x, ['a', 'b']), { x: index })).toBe(expected)
  })

  it('of a constant', () => {
    expect(compute(pick(constant(0), ['only']))).toBe('only')
  })
})
