import { describe, test } from 'vitest'
import { testTransform } from '../testing/test-transform.ts'
import { frequency, ordinal } from './encodings.ts'
import { oneHot } from './one-hot.ts'
import { targetEncode } from './target-encode.ts'

const functions = { describe, test }
const texts = ['string', 'category'] as const
const categories = [...texts, 'integer', 'boolean'] as const
const order = ['low', 'high', '__proto__', '', 'null', '😀', '\ufffd']

for (const nulls of ['column', 'zero', 'most-frequent'] as const) {
  for (const other of [true, false]) {
    testTransform(functions, oneHot({ nulls, other }), {
      name: `oneHot({ nulls: '${nulls}', other: ${other} })`,
      inputs: categories,
      nulls: 'never',
    })
  }
}
testTransform(functions, oneHot({ maxCategories: 3 }), {
  name: 'oneHot of 3 categories',
  inputs: [...categories, 'number'],
  nulls: 'never',
})
testTransform(functions, oneHot({ minFrequency: 80 }), { name: 'oneHot of frequent categories', inputs: categories, nulls: 'never' })

testTransform(functions, ordinal(order), { name: 'ordinal', inputs: texts, nulls: 'never' })
testTransform(functions, ordinal(order, { other: 1e15, missing: -0.5 }), {
  name: 'ordinal with numbers of its own',
  inputs: texts,
  nulls: 'never',
})
testTransform(functions, frequency(), { name: 'frequency', inputs: texts, nulls: 'never' })
for (const smoothing of [0, 10]) {
  testTransform(functions, targetEncode({ smoothing }), {
    name: `targetEncode({ smoothing: ${smoothing} })`,
    inputs: texts,
    nulls: 'never',
  })
}
