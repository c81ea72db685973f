import { describe, expect, test } from 'vitest'
import { fitTexts } from '../../test/fixtures/transforms/columns.ts'
import { testTransform } from '../testing/test-transform.ts'
import { categorical } from './categorical.ts'

testTransform({ describe, test }, categorical(), { name: 'categorical', inputs: ['string', 'category'], nulls: 'any' })

test('codes go by frequency, ties by code point; null and the unseen are null', async () => {
  const fitted = await fitTexts(['b', 'c', 'b', 'a', null, '', '__proto__', 'c', 'b'], categorical())
  expect(fitted.one(['b', 'c', '', '__proto__', 'a', null, 'unseen'])).toEqual([0, 1, 2, 3, 4, null, null])
})

test('of no values all is null', async () => {
  expect((await fitTexts([null], categorical())).one(['a', null])).toEqual([null, null])
})

test('more values than there are codes are refused', async () => {
  const texts = Array.from({ length: 65_536 }, (_, i) => `v${i}`)
  expect((await fitTexts(texts.slice(1), categorical())).one(['v65535'])).toHaveLength(1)
  await expect(fitTexts(texts, categorical())).rejects.toMatchObject({ code: 'E_FIT_CATEGORIES_MANY' })
})
