import { seededRandom } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { chanceOfOneCell, chanceOfUnseen, chanceOutside, logAllWithin } from './chances.ts'

/** P(event) over random draws of `current` rows from all rows. */
function simulated(
  levels: readonly number[],
  current: number,
  event: (current: readonly number[], reference: readonly number[]) => boolean,
): number {
  const random = seededRandom(11)
  const rows = levels.flatMap((count, level) => new Array<number>(count).fill(level))
  let events = 0
  for (let repeat = 0; repeat < 20_000; repeat++) {
    const now = levels.map(() => 0)
    for (let i = 0; i < current; i++) {
      const j = i + Math.floor(random.next() * (rows.length - i))
      const row = rows[j]!
      rows[j] = rows[i]!
      rows[i] = row
      now[row]!++
    }
    if (
      event(
        now,
        levels.map((count, level) => count - now[level]!),
      )
    )
      events++
  }
  return events / 20_000
}

test('all of some rows are among those drawn: by factors, and by gamma functions where they are many', () => {
  expect(Math.exp(logAllWithin(2, { part: 3, whole: 6 }))).toBeCloseTo((3 / 6) * (2 / 5), 14)
  expect(logAllWithin(4, { part: 3, whole: 6 })).toBe(Number.NEGATIVE_INFINITY)
  const factors = Array.from({ length: 100 }, (_, i) => Math.log((400 - i) / (1000 - i))).reduce((sum, log) => sum + log)
  expect(logAllWithin(100, { part: 400, whole: 1000 })).toBeCloseTo(factors, 9)
})

describe('rows outside the reference range', () => {
  test.each([[1], [2], [4]])('%i or more: as often as in random draws', (rows) => {
    const values = new Array<number>(40).fill(1)
    const expected = simulated(values, 15, (now) => {
      const first = now.indexOf(0)
      const last = now.lastIndexOf(0)
      return now.filter((count, value) => count > 0 && (value < first || value > last)).length >= rows
    })
    expect(Math.abs(chanceOutside(rows, { reference: 25, current: 15 }) - expected)).toBeLessThan(0.012)
  })

  test('none is certain, all of a single reference value is too, and many are as good as impossible', () => {
    expect(chanceOutside(0, { reference: 10, current: 10 })).toBe(1)
    expect(chanceOutside(5, { reference: 1, current: 5 })).toBeCloseTo(1, 12)
    expect(chanceOutside(2000, { reference: 100_000, current: 100_000 })).toBe(0)
  })
})

describe('unseen levels', () => {
  const seen = [
    [20, 20],
    [13, 12],
    [5, 4],
    [3, 2],
    [2, 1],
  ] as const

  test.each([
    [2, [...seen, [1, 1], [2, 0], [1, 0], [1, 0], [0, 1], [0, 1]]],
    [4, [...seen, [1, 1], [0, 2], [1, 0], [1, 0], [0, 1], [0, 1]]],
    [6, [...seen, [0, 2], [0, 2], [1, 0], [1, 0], [0, 1], [0, 1]]],
  ] as const)('the bound for %i rows or more is not below the frequency in random draws, and not far above', (unseen, rows) => {
    const levels = rows.map(([reference, current]) => ({ reference, current }))
    const pooled = levels.map(({ reference, current }) => reference + current)
    const part = levels.reduce((sum, { current }) => sum + current, 0)
    const frequency = simulated(
      pooled,
      part,
      (now, reference) => now.reduce((sum, count, level) => sum + (reference[level] === 0 ? count : 0), 0) >= unseen,
    )
    const bound = chanceOfUnseen(levels)
    expect(bound).toBeGreaterThanOrEqual(frequency - 0.01)
    expect(bound).toBeLessThan(6 * frequency + 0.02)
  })

  test('one new level is as likely as that all its rows are drawn now', () => {
    const levels = [
      { reference: 500, current: 492 },
      { reference: 0, current: 8 },
    ]
    expect(chanceOfUnseen(levels)).toBeCloseTo(Math.exp(logAllWithin(8, { part: 500, whole: 1000 })), 8)
  })

  test('no new level is certain; singletons on both sides make new singletons likely', () => {
    expect(chanceOfUnseen([{ reference: 3, current: 5 }])).toBe(1)
    const singletons = Array.from({ length: 200 }, (_, i) => ({ reference: i % 2, current: 1 - (i % 2) }))
    expect(chanceOfUnseen(singletons)).toBe(1)
  })

  test('levels of a million rows neither overflow nor hide a new one', () => {
    const frequent = Array.from({ length: 20 }, () => ({ reference: 1e6, current: 1e6 }))
    expect(chanceOfUnseen([...frequent, { reference: 0, current: 60_000 }])).toBeLessThan(1e-300)
    expect(chanceOfUnseen([...frequent, { reference: 0, current: 3 }])).toBeCloseTo(0.125, 4)
  })
})

test('current rows of one cell: the chance of each cell, added up', () => {
  const cells = [12, 5, 3]
  const expected = simulated(cells, 3, (now) => now.some((count) => count === 3))
  expect(Math.abs(chanceOfOneCell(cells, { reference: 17, current: 3 }) - expected)).toBeLessThan(0.012)
  expect(chanceOfOneCell([5000, 5000], { reference: 9000, current: 1000 })).toBeLessThan(1e-250)
})
