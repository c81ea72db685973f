import { describe, expect, it } from 'vitest'
import { readUbjson } from './read-ubjson.ts'

/** Reads a document: letters stand for themselves, numbers are bytes. */
function read(...parts: readonly (string | number)[]) {
  return readUbjson(Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...Buffer.from(part)]))))
}

describe('a UBJSON document', () => {
  it.each([
    ['i', [0xff], -1],
    ['U', [0xff], 255],
    ['I', [0xff, 0xfe], -2],
    ['l', [0x80, 0, 0, 0], -(2 ** 31)],
    ['L', [0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 2 ** 53 - 1],
    ['d', [0x3f, 0xc0, 0, 0], 1.5],
    ['D', [0xc0, 0x04, 0, 0, 0, 0, 0, 0], -2.5],
  ])('reads numbers of kind %s, big-endian', (kind, content, expected) => {
    expect(read(kind, ...content)).toBe(expected)
  })

  it('reads null, booleans and texts', () => {
    expect([read('Z'), read('T'), read('F'), read('SU', 3, 'a', 'ü')]).toEqual([null, true, false, 'aü'])
  })

  it('reads arrays with an end, with a length, and with a length and a type', () => {
    expect(read('[', 'i', 1, 'Z', '[', ']', ']')).toEqual([1, null, []])
    expect(read('[#', 'i', 2, 'i', 1, 'T')).toEqual([1, true])
    expect(read('[$d#', 'L', 0, 0, 0, 0, 0, 0, 0, 2, 0x3f, 0x80, 0, 0, 0xbf, 0x80, 0, 0)).toEqual([1, -1])
    expect(read('[$l#', 'i', 0)).toEqual([])
  })

  it('reads objects, whatever their keys', () => {
    const found = read('{', 'i', 1, 'a', 'i', 1, 'i', 9, '__proto__', '{', '}', 'i', 0, 'T', '}') as Record<string, unknown>
    expect(Object.entries(found)).toEqual([
      ['a', 1],
      ['__proto__', {}],
      ['', true],
    ])
    expect(Object.getPrototypeOf(found)).toBe(Object.prototype)
  })

  it.each([
    ['nothing', [], /ends too early/],
    ['a number cut off', ['l', 0, 0], /ends within a number/],
    ['an array without end', ['[', 'i', 1], /ends too early/],
    ['an object without end', ['{', 'i', 1, 'a', 'Z'], /ends too early/],
    ['a text longer than the document', ['SU', 3, 'ab'], /length of 3 is more/],
    ['a text of negative length', ['Si', 0xff], /length of -1/],
    ['a text that is not UTF-8', ['Si', 1, 0xff], /not UTF-8/],
    ['a length that is no number', ['SZ'], /stands where a number is needed/],
    ['a length beyond the document, by the size of the elements', ['[$D#', 'i', 2, ...Array<number>(8).fill(0)], /length of 2 is more/],
    ['a typed array of texts', ['[$S#', 'i', 1, 'i', 1, 'a'], /arrays with a type are of numbers/],
    ['a typed array without a length', ['[$i', 'i', 1], /has no length/],
    ['a key that stands twice', ['{', 'i', 1, 'a', 'Z', 'i', 1, 'a', 'Z', '}'], /stands twice/],
    ['an unknown mark', ['q'], /mark "q" is not known/],
    ['what follows the end', ['Z', 'Z'], /something follows/],
  ] as const)('refuses %s', (_, parts, message) => {
    expect(() => read(...parts)).toThrow(expect.objectContaining({ code: 'E_IMPORT_INVALID', message: expect.stringMatching(message) }))
  })

  it('refuses nesting beyond 64 levels', () => {
    const deep = (levels: number) => read(...Array<string>(levels).fill('['), ...Array<string>(levels).fill(']'))
    expect(() => deep(65)).not.toThrow()
    expect(() => deep(66)).toThrow(expect.objectContaining({ code: 'E_IMPORT_INVALID' }))
  })
})
