import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compareCodePoints } from './code-points.ts'

/** The plain reading: code point by code point. */
function reference(a: string, b: string): number {
  const [x, y] = [Array.from(a, (one) => one.codePointAt(0)!), Array.from(b, (one) => one.codePointAt(0)!)]
  const at = x.findIndex((point, i) => point !== y[i])
  return at < 0 || at >= y.length ? x.length - y.length : x[at]! - y[at]!
}

const nearSurrogates = fc.constantFrom('\u{d7ff}', '\u{e000}', '\u{ffff}', '\u{10000}', '\u{10ffff}', '😀', 'a', 'é')
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: nearSurrogates }))

it('orders well-formed strings as their code points do', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(reference(a, b)))
      expect(Math.sign(compareCodePoints(a + b, a))).toBe(Math.sign(b.length))
    }),
    { numRuns: 2_000 },
  )
})

it('puts an emoji after U+FFFD, where UTF-16 puts it before', () => {
  expect(compareCodePoints('😀', '\u{fffd}')).toBeGreaterThan(0)
  expect('😀' < '\u{fffd}').toBe(true)
})
