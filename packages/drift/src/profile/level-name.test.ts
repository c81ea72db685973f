import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { levelName, longestName } from './level-name.ts'

test('short levels are their own names, and no short level has the name of a long one', () => {
  assert(
    property(string({ unit: 'binary', maxLength: 200 }), (level) => {
      const name = levelName(level)
      if (level.length <= 64) expect(name).toBe(level)
      else expect(name).toHaveLength(longestName)
      expect(levelName(name).length).toBeLessThanOrEqual(longestName)
    }),
  )
})

test('names of long levels differ by their ends, do not halve a character, and never change', () => {
  const long = 'x'.repeat(100)
  expect(levelName(`${long}a`)).not.toBe(levelName(`${long}b`))
  expect(levelName(`${'x'.repeat(47)}😀${long}`)).not.toMatch(/\p{Surrogate}/u)
  expect(levelName(long)).toBe(`${'x'.repeat(48)}…e50f22229ab46e52`)
})
