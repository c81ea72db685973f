import { describe, expect, it } from 'vitest'
import { MillraceError } from '../errors/millrace-error.ts'
import { canonicalJson, maximumJsonDepth } from './canonical-json.ts'
import type { Json } from './json.ts'

const refusal = (value: unknown) => {
  try {
    return canonicalJson(value as Json)
  } catch (error) {
    if (MillraceError.isInstance(error)) return [error.code, error.details.path]
    throw error
  }
}

describe('canonicalJson', () => {
  it('writes the example of RFC 8785, section 3.2.2', () => {
    const value = {
      numbers: JSON.parse('[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]') as Json,
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    }
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  it('sorts keys by UTF-16 units, as section 3.2.3 does', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 }
    expect(Object.values(JSON.parse(canonicalJson(value)) as object)).toHaveLength(7)
    expect(canonicalJson(value).match(/(?<=:)\d/g)).toEqual(['2', '4', '6', '7', '1', '5', '3'])
  })

  it.each([
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [-1.7976931348623157e308, '-1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [1e21, '1e+21'],
    [1e-7, '1e-7'],
    [0.000001, '0.000001'],
  ])('writes the number %s as ECMAScript does', (value, text) => {
    expect(canonicalJson(value)).toBe(text)
  })

  it('keeps __proto__ as a key like any other', () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"a":2}}') as Json)).toBe('{"__proto__":{"a":2},"b":1}')
  })

  it.each([
    [Number.NaN, ''],
    [{ a: [1, Number.POSITIVE_INFINITY] }, '/a/1'],
    [{ 'a/b~c': undefined }, '/a~1b~0c'],
    [[1n], '/0'],
    [new Array(1), '/0'],
    [{ when: new Date(0) }, '/when'],
    [{ values: new Float64Array(1) }, '/values'],
    [{ byKey: new Map() }, '/byKey'],
    [{ f: () => 1 }, '/f'],
    [['\ud800'], '/0'],
    [{ '\udc00': 1 }, '/\ufffd'],
  ])('refuses %s with its place %s', (value, place) => {
    expect(refusal(value)).toEqual(['E_JSON_UNSUPPORTED', place])
  })

  it('refuses a cycle, and depth beyond its limit, without overflowing the stack', () => {
    const cycle: Record<string, unknown> = {}
    cycle.self = cycle
    expect(refusal(cycle)).toEqual(['E_JSON_UNSUPPORTED', '/self'.repeat(maximumJsonDepth).slice(0, 1000)])
    let deep: Json = 1
    for (let level = 0; level < maximumJsonDepth; level++) deep = [deep]
    expect(canonicalJson(deep)).toHaveLength(2 * maximumJsonDepth + 1)
    expect(refusal([deep])).toEqual(['E_JSON_UNSUPPORTED', '/0'.repeat(maximumJsonDepth)])
  })
})
