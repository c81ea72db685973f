import fc from 'fast-check'
import { expect, it } from 'vitest'
import { MillraceError } from '../errors/millrace-error.ts'
import { canonicalJson } from './canonical-json.ts'
import { parseJson } from './parse-json.ts'

/** JSON-like text: a valid document with a few units replaced, removed or doubled. */
const damaged = fc
  .tuple(
    fc.json({ maxDepth: 4 }),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom('', '"', '{', '}', '[', ']', ',', ':', '\\', '0', '-', 'e', '.', '\u0000', ' '))),
  )
  .map(([text, edits]) =>
    edits.reduce((now, [at, unit]) => now.slice(0, at % (now.length + 1)) + unit + now.slice((at % (now.length + 1)) + 1), text),
  )

it('reads every document that JSON.stringify writes, to the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(parseJson(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

it('either agrees with JSON.parse, and canonical JSON can write the value, or refuses with a typed error', () => {
  fc.assert(
    fc.property(damaged, (text) => {
      let value: ReturnType<typeof parseJson>
      try {
        value = parseJson(text)
      } catch (error) {
        expect(MillraceError.isInstance(error)).toBe(true)
        const strict = (error as MillraceError).code !== 'E_JSON_SYNTAX' || text.includes('\\u') || /\p{Surrogate}/u.test(text)
        if (!strict) expect(() => JSON.parse(text)).toThrow()
        return
      }
      expect(value).toEqual(JSON.parse(text))
      expect(() => canonicalJson(value)).not.toThrow()
    }),
    { numRuns: 2000 },
  )
})
