import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseNumber } from './number-parser.ts'

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const expected = (text: string) => (decimal.test(text) ? Number(text) : Number.NaN)
const parsed = (text: string) => {
  const bytes = Buffer.from(`9${text}9`)
  return parseNumber(bytes, 1, bytes.length - 1)
}

const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
const digits = fc.stringMatching(/^\d{0,20}$/)
const numberLike = fc
  .tuple(
    fc.constantFrom('', '-', '+'),
    digits,
    fc.constantFrom('', '.'),
    digits,
    fc.constantFrom('', 'e', 'E', 'e-', 'e+'),
    fc.stringMatching(/^\d{0,3}$/),
  )
  .map((parts) => parts.join(''))

describe('parseNumber', () => {
  test.each([
    '0',
    '-0',
    '+1',
    '1.',
    '.5',
    '-.5e1',
    '007',
    '1e22',
    '1e23',
    '123456789012345e22',
    '0.1',
    '0.30000000000000004',
    '9007199254740993',
    '5e-324',
    '2.4e-324',
    '1.7976931348623157e308',
    '1e309',
    '-1e400',
    '179769313486231580793728971405301e277',
    '2.2250738585072011e-308',
    '100000000000000000000000',
  ])('%s is what Number says', (text) => {
    expect(parsed(text)).toBe(Number(text))
  })

  test.each([
    '',
    '-',
    '+',
    '.',
    '-.',
    'e5',
    '1e',
    '1e+',
    '1e5.5',
    '1,000',
    '1_000',
    '0x10',
    '0b1',
    ' 1',
    '1 ',
    '1\n',
    '--1',
    '1-',
    '1.2.3',
    '3+',
    'NaN',
    'Infinity',
    '∞',
    '１',
    '1n',
    '$1',
  ])('%j is no number', (text) => {
    expect(parsed(text)).toBeNaN()
  })

  test('every float64 survives its shortest text, and 17 digits', () => {
    fc.assert(
      fc.property(finite, (value) => {
        expect(parsed(String(value))).toBe(value + 0)
        expect(parsed(value.toExponential(16))).toBe(value + 0)
      }),
      { numRuns: 2000 },
    )
  })

  test('decimal text is the nearest float64, and other text none', () => {
    fc.assert(
      fc.property(fc.oneof(numberLike, fc.stringMatching(/^[-+.eE\d]{0,8}$/)), (text) => {
        expect(parsed(text)).toBe(expected(text))
      }),
      { numRuns: 5000 },
    )
  })
})
