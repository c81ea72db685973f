import { expect, test } from 'vitest'
import { fitTexts } from '../../test/fixtures/transforms/columns.ts'
import { frequency, ordinal } from './encodings.ts'

test('ordinal gives the place in the order, -1 for others and -2 for null', async () => {
  const fitted = await fitTexts([], ordinal(['S', 'M', 'L', '__proto__', '']))
  expect(fitted.one(['S', 'M', 'L', '__proto__', '', 's', 'constructor', null])).toEqual([0, 1, 2, 3, 4, -1, -1, -2])
})

test('ordinal has numbers of its own for others and null', async () => {
  expect((await fitTexts([], ordinal(['a'], { other: 0.5, missing: 7 }))).one(['a', 'b', null])).toEqual([0, 0.5, 7])
})

test('ordinal does not follow later changes of the order that it was given', async () => {
  const order = ['a', 'b']
  const transform = ordinal(order)
  order.reverse()
  expect((await fitTexts([], transform)).one(['a', 'b'])).toEqual([0, 1])
})

test('an order that is empty or names a value twice is refused at once, and so is a number that is not finite', () => {
  expect(() => ordinal([])).toThrow(RangeError)
  expect(() => ordinal(['a', 'a'])).toThrow(RangeError)
  expect(() => ordinal(['a'], { other: Number.NaN })).toThrow(RangeError)
  expect(() => ordinal(['a'], { missing: Number.NEGATIVE_INFINITY })).toThrow(RangeError)
})

test('frequency gives the share of all training rows, null being a value and the unseen having none', async () => {
  const fitted = await fitTexts(['a', 'a', 'b', null, null, null, '', 'a'], frequency())
  expect(fitted.one(['a', 'b', '', null, 'unseen'])).toEqual([0.375, 0.125, 0.125, 0.375, 0])
})

test('frequency of no rows is 0 everywhere, and of nothing but null 1 for null', async () => {
  expect((await fitTexts([], frequency())).one(['a', null])).toEqual([0, 0])
  expect((await fitTexts([null, null], frequency())).one(['a', null])).toEqual([0, 1])
})
