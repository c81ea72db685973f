import { expect, it } from 'vitest'
import { digestBytes, digestJson } from './digest.ts'

it('digests bytes and text alike, as FIPS 180-4 has it', () => {
  const empty = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
  expect(digestBytes('')).toBe(empty)
  expect(digestBytes(new Uint8Array())).toBe(empty)
  expect(digestBytes('é')).toBe(digestBytes(Uint8Array.of(0xc3, 0xa9)))
})

it('digests the canonical text of a value', () => {
  expect(digestJson({ b: [1, 2], a: 'é' })).toBe(digestBytes('{"a":"é","b":[1,2]}'))
  expect(digestJson([1, 2])).not.toBe(digestJson([2, 1]))
})
