import { expectClose } from '@millrace/core/testing'
import { describe, expect, test } from 'vitest'
import type { NumberProfile } from '../profile/profile-types.ts'
import { histogramOf } from './histogram.ts'

/** A profile of rows in cells that begin at these edges. */
const profile = (counts: readonly number[], changes: Partial<NumberProfile> = {}): NumberProfile => {
  const count = counts.reduce((sum, rows) => sum + rows, 0)
  const cells = { edges: [10, 20, 30], atoms: [] }
  return {
    column: 'x',
    role: 'input',
    kind: 'number',
    type: 'number',
    test: 'kolmogorov-smirnov',
    discrete: false,
    distinct: null,
    count,
    nulls: 0,
    infinite: 0,
    mean: 20,
    squares: 1,
    minimum: 0,
    maximum: 40,
    cells,
    bands: cells,
    counts,
    sums: counts.map(() => 0),
    ...changes,
  } as NumberProfile
}
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

describe('histogramOf', () => {
  test('spreads the rows of a cell evenly, over the range of both sides without half a percent at either end', () => {
    const { from, to, reference, current } = histogramOf(profile([250, 250, 250, 250]), profile([0, 0, 500, 500]))!
    expectClose([from, to], [0.2, 39.9], { rel: 1e-12 })
    expect(reference.length).toBe(20)
    expectClose(
      reference,
      reference.map(() => 0.0496),
      { rel: 1e-9 },
    )
    expect(current!.slice(0, 9)).toEqual(new Array(9).fill(0))
    expectClose(sum(current!), 0.99, { rel: 0.01 })
  })

  test('gives heavy values their own bin', () => {
    const cells = { edges: [10], atoms: [10] }
    const { reference } = histogramOf(profile([100, 800, 100], { cells, bands: cells, minimum: 0, maximum: 20 }), null)!
    expect(Math.max(...reference)).toBeGreaterThan(0.8)
    expectClose(sum(reference), 0.99, { rel: 0.01 })
  })

  test('has few bins where there are few rows, and 24 at most', () => {
    const bins = (rows: number) => histogramOf(profile([rows, rows, rows, rows]), null)!.reference.length
    expect([bins(2), bins(25), bins(1e6)]).toEqual([6, 9, 24])
  })

  test('is nothing for discrete numbers, constants, columns without values and ranges beyond float64', () => {
    expect(histogramOf(profile([5, 5, 5, 5], { discrete: true }), null)).toBeNull()
    expect(histogramOf(profile([0, 5, 0, 0], { minimum: 15, maximum: 15 }), null)).toBeNull()
    expect(histogramOf(profile([0, 0, 0, 0], { minimum: null, maximum: null }), null)).toBeNull()
    expect(histogramOf(profile([5, 0, 0, 5], { minimum: -1e308, maximum: 1e308 }), null)).toBeNull()
  })

  test('a side without values is null, and does not widen the range', () => {
    const none = profile([0, 0, 0, 0], { minimum: null, maximum: null })
    expect(histogramOf(profile([5, 5, 5, 5]), none)).toMatchObject({ current: null })
  })
})
