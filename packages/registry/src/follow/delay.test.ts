import { expect, it } from 'vitest'
import { backOffMs, jittered } from './delay.ts'

it('waits twice as long after each failure, and no longer than half a minute', () => {
  expect([0, 1, 2, 3, 5, 1000].map((failures) => backOffMs(1000, failures))).toEqual([1000, 2000, 4000, 8000, 30_000, 30_000])
})

it('never asks more often than polling does', () => {
  expect([0, 1, 9].map((failures) => backOffMs(60_000, failures))).toEqual([60_000, 60_000, 60_000])
})

it('spreads a time by a fifth to both sides', () => {
  expect([0, 0.5, 1].map((random) => Math.round(jittered(1000, random)))).toEqual([800, 1000, 1200])
})
