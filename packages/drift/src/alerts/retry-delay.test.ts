import { seededRandom } from '@millrace/core'
import { expect, test } from 'vitest'
import { backoffMs, retryAfterMs } from './retry-delay.ts'

const nowMs = Date.UTC(2026, 0, 1)

test.each([
  [null, null],
  ['120', 120_000],
  [' 0 ', 0],
  ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
  ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
  ['-5', null],
  ['1.5', null],
  ['soon', null],
  ['99999999999999999999', null],
  ['', null],
])('Retry-After of %j asks for %j ms', (header, expected) => {
  expect(retryAfterMs(header, nowMs)).toBe(expected)
})

test('waits double up to the longest, at least half of them for certain, and depend on the seed alone', () => {
  const waits = (seed: number) => {
    const random = seededRandom(seed)
    return Array.from({ length: 8 }, (_, attempt) => backoffMs(attempt, { backoffMs: 100, maxWaitMs: 1000, random }))
  }
  for (const [attempt, wait] of waits(1).entries()) {
    const whole = Math.min(1000, 100 * 2 ** attempt)
    expect(wait).toBeGreaterThanOrEqual(whole / 2)
    expect(wait).toBeLessThan(whole)
  }
  expect(waits(1)).toEqual(waits(1))
  expect(waits(1)).not.toEqual(waits(2))
})
