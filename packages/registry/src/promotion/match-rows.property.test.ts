import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchRows } from './match-rows.ts'

const evidence = fc
  .array(fc.record({ row: fc.constantFrom('a', 'b', 'c', '__proto__'), label: fc.constantFrom(0, 1) }), { maxLength: 12 })
  .map((rows) => ({ row: rows.map(({ row }) => row), label: rows.map(({ label }) => label), score: rows.map(() => 0.5) }))

const countOf = (texts: readonly string[], text: string) => texts.filter((one) => one === text).length

test('shares of each row what both hold, uses no row twice, and pairs only what is the same', () => {
  fc.assert(
    fc.property(evidence, evidence, (first, second) => {
      const { pairs, disagreeing } = matchRows(first, second)
      for (const side of [0, 1] as const) expect(new Set(pairs.map((pair) => pair[side])).size).toBe(pairs.length)
      for (const [one, other] of pairs) expect([first.row[one], first.label[one]]).toEqual([second.row[other], second.label[other]])
      const shared = ['a', 'b', 'c', '__proto__'].map((row) => Math.min(countOf(first.row, row), countOf(second.row, row)))
      expect(pairs.length + disagreeing).toBe(shared.reduce((sum, count) => sum + count, 0))
      expect(matchRows(second, first).disagreeing).toBe(disagreeing)
    }),
  )
})
