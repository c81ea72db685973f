import { expectClose } from '@millrace/core/testing'
import { describe, expect, test } from 'vitest'
import { joinRare } from '../tests/join-rare.ts'
import { psi } from '../tests/psi.ts'
import { psiBands } from './psi-bands.ts'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

describe('psiBands', () => {
  const counts = { reference: [100, 200, 2, 1, 50, 0, 0], current: [150, 100, 1, 2, 40, 6, 7] }
  const labels = ['a', 'b', 'c', 'd', 'e', 'new', 'new']
  const bands = psiBands(counts, labels)

  test('adds up to the index of the same cells, on both sides to 1', () => {
    expectClose(sum(bands.map(({ contribution }) => contribution)), psi(joinRare(counts)).statistic, { rel: 1e-12 })
    expectClose(sum(bands.map(({ reference }) => reference)), 1, { rel: 1e-12 })
    expectClose(sum(bands.map(({ current }) => current)), 1, { rel: 1e-12 })
  })

  test('joins what is rare, as the index does, and says how many', () => {
    expect(bands.map(({ label }) => label)).toEqual(['a', 'b', 'e', '4 rare bands together'])
  })

  test('joins cells of one name', () => {
    const many = psiBands({ reference: [100, 50, 50], current: [100, 40, 60] }, ['a', 'b', 'b'])
    expect(many.map(({ label }) => label)).toEqual(['a', 'b'])
    expect(many[1]).toMatchObject({ reference: 0.5, current: 0.5 })
  })

  test('shows the 24 of many that add most, and the rest as one', () => {
    const many = { reference: Array.from({ length: 40 }, () => 100), current: Array.from({ length: 40 }, (_, i) => 50 + 3 * i) }
    const shown = psiBands(
      many,
      many.reference.map((_, i) => `level ${i}`),
    )
    expect(shown.length).toBe(25)
    expect(shown.at(-1)!.label).toBe('16 other bands')
    expectClose(sum(shown.map(({ contribution }) => contribution)), psi(joinRare(many)).statistic, { rel: 1e-12 })
  })

  test('has nothing to say of cells without names', () => {
    expect(psiBands(counts, [])).toEqual([])
  })
})
