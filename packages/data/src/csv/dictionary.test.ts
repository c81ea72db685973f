import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Dictionary } from './dictionary.ts'

const bytes = fc.uint8Array({ maxLength: 20 }).map((content) => Buffer.from(content).toString('latin1'))
const codeIn = (dictionary: Dictionary, text: string, room: number) => {
  const given = Buffer.concat([Buffer.from('xx'), Buffer.from(text), Buffer.alloc(room, 'y')])
  return dictionary.intern(given, 2, given.length - room)
}

describe('Dictionary', () => {
  test('numbers distinct strings as they come, wherever they lie', () => {
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 300 }), fc.nat(10), (texts, room) => {
        const dictionary = new Dictionary()
        const expected = [...new Set(texts)]
        expect(texts.map((text) => codeIn(dictionary, text, room))).toEqual(texts.map((text) => expected.indexOf(text)))
        expect(dictionary.texts()).toEqual(expected)
        expect(dictionary.size).toBe(expected.length)
      }),
    )
  })

  test('keeps apart strings that differ in length, in zeros, or in one byte of a long one', () => {
    const texts = [
      '',
      '\0',
      '\0\0',
      'a',
      'a\0',
      'abcd',
      'abcd\0',
      'abcdefgh',
      'abcdefgh\0',
      `${'x'.repeat(40)}1`,
      `${'x'.repeat(40)}2`,
      `1${'x'.repeat(40)}`,
    ]
    const dictionary = new Dictionary(texts)
    expect(dictionary.texts()).toEqual(texts)
    for (const [code, text] of texts.entries()) expect(dictionary.find(Buffer.from(text), 0, text.length)).toBe(code)
    expect(dictionary.find(Buffer.from('abc'), 0, 3)).toBe(-1)
  })

  test('finds short strings by their words', () => {
    const dictionary = new Dictionary(['ab', 'abcdefgh', '\0'])
    const word = (text: string) => Buffer.from(text.padEnd(4, '\0')).readInt32LE()
    expect(dictionary.findShort(word('ab'), 0, 2)).toBe(0)
    expect(dictionary.findShort(word('abcd'), word('efgh'), 8)).toBe(1)
    expect(dictionary.findShort(0, 0, 1)).toBe(2)
    expect(dictionary.findShort(word('abc'), 0, 3)).toBe(-1)
  })

  test('grows to many strings, short and long', () => {
    const dictionary = new Dictionary()
    const texts = Array.from({ length: 100_000 }, (_, i) => (i % 2 ? `L${i}` : `a long key ${i}`))
    for (const text of texts) codeIn(dictionary, text, 8)
    expect(dictionary.texts()).toEqual(texts)
    expect(texts.every((text, code) => codeIn(dictionary, text, 0) === code)).toBe(true)
  })
})
