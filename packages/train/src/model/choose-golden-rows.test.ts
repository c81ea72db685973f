import { fromRows } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { chooseGoldenRows } from './choose-golden-rows.ts'

const Row = z.object({ id: z.int(), text: z.string().nullable(), number: z.number().nullable() })
const table = (rows: number) =>
  fromRows(
    Row,
    Array.from({ length: rows }, (_, id) => ({ id, text: id === 7 ? null : 'a', number: id === 33 ? null : id })),
  )
const ids = (rows: number) => chooseGoldenRows(table(rows), table(rows).schema.columns).map(({ id }) => id)

describe('chooseGoldenRows', () => {
  test('takes the first null of each column, and spreads the rest over the table', () => {
    expect(ids(160)).toEqual([7, 33, 0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130])
  })

  test('takes all of few rows, each once', () => {
    expect(ids(3)).toEqual([0, 1, 2])
    expect(new Set(ids(16)).size).toBe(16)
  })

  test('gives whole rows', () => {
    expect(chooseGoldenRows(table(1), table(1).schema.columns)).toEqual([{ id: 0, text: 'a', number: 0 }])
  })
})
