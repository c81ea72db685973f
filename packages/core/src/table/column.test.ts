import { expect, it } from 'vitest'
import { concatColumns, lengthOf, sliceColumn, takeColumn } from './column.ts'

const numbers = { type: 'number', values: Float64Array.of(1, Number.NaN, 3) } as const
const strings = { type: 'string', codes: Int32Array.of(1, -1, 0), dictionary: ['a', 'b'] } as const

it('has a length', () => {
  expect([lengthOf(numbers), lengthOf(strings)]).toEqual([3, 3])
})

it('gives rows by index, in their order', () => {
  expect(takeColumn(numbers, Int32Array.of(2, 2, 0))).toEqual({ type: 'number', values: Float64Array.of(3, 3, 1) })
  expect(takeColumn(strings, Int32Array.of(2, 1))).toEqual({ type: 'string', codes: Int32Array.of(0, -1), dictionary: ['a', 'b'] })
})

it('is sliced without a copy', () => {
  const part = sliceColumn(numbers, 1, 3)
  expect(part.type === 'number' && part.values.buffer).toBe(numbers.values.buffer)
  expect(sliceColumn(strings, 0, 2)).toEqual({ type: 'string', codes: Int32Array.of(1, -1), dictionary: ['a', 'b'] })
})

it('is joined with one of another dictionary: strings stay, codes move', () => {
  const other = { type: 'string', codes: Int32Array.of(0, 1, -1, 2), dictionary: ['c', 'b', 'd'] } as const
  const joined = concatColumns(strings, other)
  expect(joined).toEqual({ type: 'string', codes: Int32Array.of(1, -1, 0, 2, 1, -1, 3), dictionary: ['a', 'b', 'c', 'd'] })
  expect(strings.dictionary).toEqual(['a', 'b'])
  expect(concatColumns(numbers, numbers)).toEqual({ type: 'number', values: Float64Array.of(1, Number.NaN, 3, 1, Number.NaN, 3) })
})

it('is not joined with one of the other physical kind', () => {
  expect(() => concatColumns(numbers, strings)).toThrow(new TypeError('concatColumns: a number column and a string column'))
})
