import { expect, it } from 'vitest'
import { shown } from './row-issue.ts'

const cycle: { self?: unknown } = {}
cycle.self = cycle

it.each<[unknown, string]>([
  ['a"b', '"a\\"b"'],
  [1.5, '1.5'],
  [Number.NaN, 'null'],
  [null, 'null'],
  [undefined, 'undefined'],
  [12n, '12n'],
  [{ a: [1] }, '{"a":[1]}'],
  [Symbol('s'), 'Symbol(s)'],
  [cycle, '[object Object]'],
  [{ a: 1n }, '[object Object]'],
  [
    {
      toJSON() {
        throw new Error('no')
      },
    },
    '[object Object]',
  ],
])('shows %o as %s', (value, text) => {
  expect(shown(value)).toBe(text)
})

it('shows at most 100 characters and never half a surrogate pair', () => {
  const long = shown('😀'.repeat(1_000))
  expect(long).toHaveLength(100)
  expect(long).not.toMatch(/\p{Surrogate}(?!…)/u)
  expect(long.endsWith('…')).toBe(true)
  expect(shown(Array.from({ length: 1_000 }, () => '😀'))).toHaveLength(100)
})
