import { expect, test } from 'vitest'
import { fitNumbers, fitTexts } from '../../test/fixtures/transforms/columns.ts'
import { indicator } from './indicator.ts'

test('an indicator is 1 where a number is null, and learns nothing', async () => {
  const fitted = await fitNumbers([], indicator)
  expect(fitted.states).toEqual([])
  expect(fitted.one([null, 0, 1e308])).toEqual([1, 0, 0])
})

test('an indicator tells null from the empty string and from the word', async () => {
  expect((await fitTexts([], indicator)).one([null, '', 'null'])).toEqual([1, 0, 0])
})
