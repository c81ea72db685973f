import { availableParallelism } from 'node:os'
import { expect, test } from 'vitest'
import { requireThreads, threadsFor } from './threads-for.ts'

test('one thread below a million cells, above it as many as the machine runs, at most 4, and always what was asked for', () => {
  expect(threadsFor(999_999, undefined)).toBe(1)
  expect(threadsFor(1_000_000, undefined)).toBe(Math.min(4, availableParallelism()))
  expect(threadsFor(10, 7)).toBe(7)
})

test.each([0, 1.5, 65, Number.NaN])('refuses %d threads', (threads) => {
  expect(() => requireThreads('randomForest', threads)).toThrow(/randomForest: threads is .*, not a whole number from 1 to 64/)
})
