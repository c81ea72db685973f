import { describe, expect, it } from 'vitest'
import { parseBody } from './parse-body.ts'
import { Refusal } from './refusal.ts'

const parse = (text: string, depth = 3) => parseBody(Buffer.from(text), depth)
const refusalOf = (body: () => unknown) => {
  try {
    return body()
  } catch (error) {
    return error instanceof Refusal ? [error.status, error.message] : error
  }
}

describe('parseBody', () => {
  it('reads JSON', () => {
    expect(parse(' {"a":[1,{"b":"]}"}],"c":"\\"[[[["} ')).toEqual({ a: [1, { b: ']}' }], c: '"[[[[' })
    expect(parse('{"a":"__proto__","b":"constructor","c":"\\u00e9"}')).toEqual({ a: '__proto__', b: 'constructor', c: 'é' })
    expect(parse('{"constructor":"x"}')).toEqual({ constructor: 'x' })
  })

  it.each([
    ['[[[[1]]]]', 'the body has more than 3 levels of arrays and objects'],
    [`${'['.repeat(100_000)}`, 'the body has more than 3 levels of arrays and objects'],
    ['', 'the body is empty; send JSON'],
    ['{"__proto__":1}', 'the body has a key __proto__ or constructor.prototype'],
    ['[{"\\u005F_proto__":1}]', 'the body has a key __proto__ or constructor.prototype'],
    ['{"constructor":{"prototype":1}}', 'the body has a key __proto__ or constructor.prototype'],
    ['{"c\\u006fnstructor":{"prototype":1}}', 'the body has a key __proto__ or constructor.prototype'],
  ])('refuses %.40s', (text, message) => {
    expect(refusalOf(() => parse(text))).toEqual([400, message])
  })

  it.each(['{"a":NaN}', '{"a":01}', "{'a':1}", '{"a":1}}', '{"a":Infinity}'])('says where %s is no JSON', (text) => {
    expect(refusalOf(() => parse(text))).toEqual([400, expect.stringMatching(/^the body, line 1, column \d+: /)])
  })

  it('refuses what is no UTF-8', () => {
    expect(refusalOf(() => parseBody(Uint8Array.of(0x22, 0xff, 0x22), 3))).toEqual([400, 'the body is not UTF-8 text'])
  })
})
