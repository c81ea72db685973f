import { expect, it } from 'vitest'
import { isId, newId, requestIdOf } from './identifiers.ts'

it('makes identifiers that are unique, well-formed, and sort by the order in which they were made', () => {
  const ids = Array.from({ length: 20_000 }, () => newId())
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.toSorted()).toEqual(ids)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

it('says when it was made', () => {
  const nowMs = Date.now() + 60_000
  expect(Number.parseInt(newId(nowMs).replaceAll('-', '').slice(0, 12), 16)).toBe(nowMs)
  expect(newId(nowMs - 50_000) > newId(nowMs - 100_000)).toBe(false)
})

it('takes over identifiers that are safe anywhere, and no others', () => {
  expect(['a', 'A-b_c.9', 'x'.repeat(64)].every(isId)).toBe(true)
  expect(['', 'x'.repeat(65), 'a b', 'a\n', 'ä', 7, null].some(isId)).toBe(false)
  expect(requestIdOf('abc')).toBe('abc')
  expect(requestIdOf('a\r\nb')).not.toBe('a\r\nb')
})
