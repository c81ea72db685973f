import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import { digestJson } from './digest.ts'
import type { Json } from './json.ts'
import { parseJson } from './parse-json.ts'

const json = fc.jsonValue({ maxDepth: 5 }) as fc.Arbitrary<Json>
const plus = (value: Json) => JSON.parse(JSON.stringify(value)) as Json

it('canonical text reads back as the same value and is its own canonical text', () => {
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalJson(value)
      expect(parseJson(text)).toEqual(plus(value))
      expect(canonicalJson(parseJson(text))).toBe(text)
    }),
  )
})

it('the digest does not depend on the order of keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), json), (value) => {
      expect(digestJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(digestJson(value))
    }),
  )
})
