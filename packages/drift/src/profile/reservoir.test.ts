import { expect, test } from 'vitest'
import { columnOf, tableOf } from '../../test/fixtures/draws.ts'
import { createReservoir } from './reservoir.ts'

const rowsFrom = (start: number, end: number) => {
  const rows = Array.from({ length: end - start }, (_, i) => start + i)
  return tableOf({ x: columnOf(rows), level: columnOf(rows.map((row) => (row % 5 === 0 ? null : `level ${row % 3}`))) })
}

test('rows that fit are kept in order', () => {
  const reservoir = createReservoir(['x', 'level'], { size: 100, seed: 0 })
  for (let start = 0; start < 100; start += 30) reservoir.add(rowsFrom(start, Math.min(100, start + 30)))
  expect(Array.from(reservoir.table().rows())).toEqual(Array.from(rowsFrom(0, 100).rows()))
})

test('every row has the same chance, and the columns of a row stay together', () => {
  const drawn = new Float64Array(10)
  for (let seed = 0; seed < 100; seed++) {
    const reservoir = createReservoir(['x', 'level'], { size: 50, seed })
    for (let start = 0; start < 1000; start += 250) reservoir.add(rowsFrom(start, start + 250))
    const sample = Array.from(reservoir.table().rows()) as { x: number; level: string | null }[]
    expect(new Set(sample.map(({ x }) => x)).size).toBe(50)
    for (const { x, level } of sample) {
      drawn[Math.floor(x / 100)]!++
      expect(level).toBe(x % 5 === 0 ? null : `level ${x % 3}`)
    }
  }
  const chiSquare = drawn.reduce((sum, count) => sum + (count - 500) ** 2 / 500, 0)
  expect(chiSquare).toBeLessThan(27)
})
