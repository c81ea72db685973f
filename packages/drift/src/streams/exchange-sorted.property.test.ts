import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exchangeSorted } from './exchange-sorted.ts'

test('exchanging a value leaves what sorting anew would give', () => {
  const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true }))
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 30 }), fc.nat(), value, (values, pick, entering) => {
      const plain = values.map((one) => one + 0)
      const leaving = plain[pick % plain.length]!
      const sorted = Float64Array.from(plain).sort()
      exchangeSorted(sorted, leaving, entering + 0)
      plain[pick % plain.length] = entering + 0
      expect([...sorted]).toEqual([...Float64Array.from(plain).sort()])
    }),
    { seed: 2 },
  )
})
