import { expect, it } from 'vitest'
import { deepFreeze } from './deep-freeze.ts'

it('freezes what it is given, at every depth, and gives it back', () => {
  const data = { list: [{ deep: { value: 1 } }], none: null, text: 'a' }
  expect(deepFreeze(data)).toBe(data)
  expect([data, data.list, data.list[0], data.list[0]!.deep].every(Object.isFrozen)).toBe(true)
  expect(deepFreeze(null)).toBeNull()
})
