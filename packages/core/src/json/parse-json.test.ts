import { describe, expect, it } from 'vitest'
import { MillraceError } from '../errors/millrace-error.ts'
import { type ParseJsonOptions, parseJson } from './parse-json.ts'

const refusal = (source: string | Uint8Array, options?: ParseJsonOptions) => {
  try {
    return parseJson(source, options)
  } catch (error) {
    if (MillraceError.isInstance(error)) return error
    throw error
  }
}

describe('parseJson', () => {
  it('reads text and UTF-8 bytes, with or without a byte order mark', () => {
    const text = ' {"a": [1, -0.5e+2, true, false, null, "\\u00e9\\n"], "b": {}, "c": []}\n'
    const value = { a: [1, -50, true, false, null, 'é\n'], b: {}, c: [] }
    expect(parseJson(text)).toEqual(value)
    expect(parseJson(new TextEncoder().encode(text))).toEqual(value)
    expect(parseJson(new TextEncoder().encode(`\ufeff${text}`))).toEqual(value)
  })

  it('makes __proto__ a plain own property', () => {
    const value = parseJson('{"__proto__": {"admin": true}}') as Record<string, unknown>
    expect(Object.keys(value)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(value.admin).toBeUndefined()
  })

  it.each([
    ['', 1, 1],
    ['{"a": 1,}', 1, 9],
    ['[1\n 2]', 2, 2],
    ['[1,\r\n\r\n,]', 3, 1],
    ['{"a" 1}', 1, 6],
    ["{'a': 1}", 1, 2],
    ['[01]', 1, 3],
    ['[1.]', 1, 4],
    ['[-]', 1, 3],
    ['[1e]', 1, 4],
    ['[NaN]', 1, 2],
    ['[1] 2', 1, 5],
    ['{"a":1', 1, 7],
    [']', 1, 1],
    ['["a', 1, 2],
    ['["a\nb"]', 1, 4],
    ['["\\x"]', 1, 3],
    ['["\\u12g4"]', 1, 3],
    ['["\\ud800"]', 1, 2],
    ['["\udc00"]', 1, 3],
    ['nul', 1, 1],
    ['/* no */ 1', 1, 1],
  ])('refuses %j and says where', (text, line, column) => {
    expect(refusal(text, { name: 'model.json' })).toMatchObject({ code: 'E_JSON_SYNTAX', details: { name: 'model.json', line, column } })
  })

  it('names the document, the place and what was found', () => {
    expect(refusal('{"a": tru}', { name: 'model.json' })).toMatchObject({
      message: 'model.json, line 1, column 7: expected a value, found "t"',
      details: { line: 1, column: 7, offset: 6 },
    })
  })

  it('refuses a key that stands twice, also when it is spelt differently', () => {
    expect(refusal('{"a": {"k": 1}, "b": 2, "\\u0061": 3}')).toMatchObject({
      code: 'E_JSON_DUPLICATE_KEY',
      details: { line: 1, column: 25 },
    })
    expect(parseJson('[{"a": 1}, {"a": {"a": 2}}]')).toEqual([{ a: 1 }, { a: { a: 2 } }])
  })

  it('refuses a number that overflows rather than reading infinity', () => {
    expect(refusal('[1e308, 1e309]')).toMatchObject({ code: 'E_JSON_NUMBER', details: { column: 9 } })
    expect(refusal(`[${'9'.repeat(310)}]`)).toMatchObject({ code: 'E_JSON_NUMBER', details: { column: 2 } })
    expect(parseJson('[1e-999, 1E308, -0.5]')).toEqual([0, 1e308, -0.5])
  })

  it('refuses bytes that are not UTF-8', () => {
    expect(refusal(Uint8Array.of(0x22, 0xff, 0x22))).toMatchObject({ code: 'E_JSON_SYNTAX' })
  })

  it('counts bytes, not characters', () => {
    expect(parseJson('"éé"', { maxBytes: 6 })).toBe('éé')
    expect(refusal('"éé"', { maxBytes: 5 })).toMatchObject({ code: 'E_JSON_TOO_LARGE', details: { bytes: 6, maxBytes: 5 } })
  })

  it('refuses depth beyond the limit at any size without overflowing the stack', () => {
    expect(parseJson('[[[]]]', { maxDepth: 3 })).toEqual([[[]]])
    expect(refusal('[[[]]]', { maxDepth: 2 })).toMatchObject({ code: 'E_JSON_TOO_DEEP', details: { offset: 2 } })
    expect(refusal('1', { maxDepth: 0 })).toBe(1)
    expect(refusal('[{"a":'.repeat(1_000_000))).toMatchObject({ code: 'E_JSON_TOO_DEEP' })
    expect(refusal('['.repeat(300), { maxDepth: 1e9 })).toMatchObject({ code: 'E_JSON_TOO_DEEP', details: { offset: 256 } })
  })
})
