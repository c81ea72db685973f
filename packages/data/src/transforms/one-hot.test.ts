import { defineFeatures, fit, fromRows, MillraceError } from '@millrace/core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { fitNumbers, fitTexts } from '../../test/fixtures/transforms/columns.ts'
import { oneHot } from './one-hot.ts'

const areas = ['Urban', 'Rural', 'Urban', null]

test('a column a category, in the order of code points, then one for others and one for null', async () => {
  const fitted = await fitTexts(areas, oneHot())
  expect(fitted.states).toEqual([{ categories: ['Rural', 'Urban'], mostFrequent: 'Urban' }])
  expect(fitted.apply(['Urban', 'Rural', null, 'Semiurban', '', '__proto__'])).toEqual({
    'x:Rural': [0, 1, 0, 0, 0, 0],
    'x:Urban': [1, 0, 0, 0, 0, 0],
    'x:other': [0, 0, 0, 1, 1, 1],
    'x:null': [0, 0, 1, 0, 0, 0],
  })
})

test.each([
  ['zero', true, { 'x:Rural': [0, 0], 'x:Urban': [0, 0], 'x:other': [0, 1] }],
  ['zero', false, { 'x:Rural': [0, 0], 'x:Urban': [0, 0] }],
  ['most-frequent', true, { 'x:Rural': [0, 0], 'x:Urban': [1, 0], 'x:other': [0, 1] }],
  ['column', false, { 'x:Rural': [0, 0], 'x:Urban': [0, 0], 'x:null': [1, 0] }],
] as const)('null by %s, other values by a column: %s', async (nulls, other, expected) => {
  expect((await fitTexts(areas, oneHot({ nulls, other }))).apply([null, 'unseen'])).toEqual(expected)
})

test('the most frequent categories are kept, ties by code point', async () => {
  const fitted = await fitTexts(['b', 'b', '😀', '\ufffd', 'c', 'c'], oneHot({ maxCategories: 3, nulls: 'zero' }))
  expect(Object.keys(fitted.apply(['b']))).toEqual(['x:b', 'x:c', 'x:\ufffd', 'x:other'])
  expect(fitted.apply(['😀'])['x:other']).toEqual([1])
})

test('a category with too few rows counts as another', async () => {
  const fitted = await fitTexts(['a', 'a', 'b', null, null, null], oneHot({ minFrequency: 2, nulls: 'most-frequent' }))
  expect(fitted.apply(['a', 'b', null])).toEqual({ 'x:a': [1, 0, 1], 'x:other': [0, 1, 0] })
})

test('a category is not taken for the column of others or of null', async () => {
  const fitted = await fitTexts(['null', 'other', '"null"', '', null], oneHot())
  expect(Object.keys(fitted.apply([]))).toEqual(['x:', 'x:"\\"null\\""', 'x:"null"', 'x:"other"', 'x:other', 'x:null'])
  expect(fitted.apply(['null', null])).toMatchObject({ 'x:"null"': [1, 0], 'x:null': [0, 1] })
})

test('names that objects have by birth are categories like others', async () => {
  const fitted = await fitTexts(['constructor', '__proto__', 'constructor'], oneHot())
  const outputs = Object.entries(fitted.apply(['__proto__', 'constructor', 'toString']))
  expect(outputs).toEqual([
    ['x:__proto__', [1, 0, 0]],
    ['x:constructor', [0, 1, 0]],
    ['x:other', [0, 0, 1]],
    ['x:null', [0, 0, 0]],
  ])
})

test('numbers are ordered by value', async () => {
  const fitted = await fitNumbers([10, 9, -1, 10, null], oneHot())
  expect(fitted.apply([9, 0, null])).toEqual({
    'x:-1': [0, 0, 0],
    'x:9': [1, 0, 0],
    'x:10': [0, 0, 0],
    'x:other': [0, 1, 0],
    'x:null': [0, 0, 1],
  })
})

test('booleans are 0 and 1', async () => {
  const Loan = z.object({ late: z.boolean() })
  const { names } = await fit(
    defineFeatures(Loan, ({ late }) => ({ late: late.pipe(oneHot()) })),
    fromRows(Loan, [{ late: true }, { late: false }]),
  )
  expect(names).toEqual(['late:0', 'late:1', 'late:other', 'late:null'])
})

test('a column of nothing but null has others and null alone', async () => {
  expect((await fitTexts([null], oneHot())).apply([null, 'a'])).toEqual({ 'x:other': [0, 1], 'x:null': [1, 0] })
})

test('no column at all is a typed error that names the feature', async () => {
  const error = await fitTexts([null], oneHot({ nulls: 'zero', other: false })).catch((caught: unknown) => caught)
  expect(MillraceError.isInstance(error) && error.code).toBe('E_FIT_NO_VALUES')
  expect((error as MillraceError).details).toMatchObject({ feature: 'x', kind: 'one-hot' })
})

test.each([{ maxCategories: 0 }, { minFrequency: 1.5 }, { maxCategories: Number.NaN }])('%j is refused at once', (options) => {
  expect(() => oneHot(options)).toThrow(RangeError)
})
