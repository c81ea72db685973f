import { existsSync, readFileSync } from 'node:fs'
import { fromRows } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { foldIndexes } from './folds.ts'
import { kFold } from './k-fold.ts'

const foldsOf = (table: ReturnType<typeof kFold>) => Array.from(table.rows(), (row) => (row as { readonly fold: number }).fold)

interface Golden {
  readonly label: readonly number[]
  readonly group: readonly number[]
  readonly k_fold_4: readonly number[]
  readonly stratified_4: readonly number[]
  readonly group_4: readonly number[]
  readonly time_series_4: { readonly plain: readonly { readonly train: readonly number[]; readonly test: readonly number[] }[] }
}

const file = new URL('../../../../../shared/golden/model-tools.json', import.meta.url)

describe.skipIf(!existsSync(file))('shared/golden/model-tools.json, skipped where it is not beside the repository', () => {
  const golden = JSON.parse(existsSync(file) ? readFileSync(file, 'utf8') : '{"splits":{}}').splits as Golden
  const table = () =>
    fromRows(
      z.object({ label: z.int(), group: z.int() }),
      golden.label.map((label, row) => ({ label, group: golden.group[row]! })),
    )

  test('folds in order are those of scikit-learn without shuffling', () => {
    const options = { folds: 4, shuffle: false } as const
    expect(foldsOf(kFold(table(), options))).toEqual(golden.k_fold_4)
    expect(foldsOf(kFold(table(), { ...options, stratify: 'label' }))).toEqual(golden.stratified_4)
    expect(foldsOf(kFold(table(), { ...options, group: 'group' }))).toEqual(golden.group_4)
  })

  test('stored folds in time order, read forward, are those of its time series', () => {
    const { plain } = golden.time_series_4
    const Folded = z.object({ fold: z.int() })
    const folded = fromRows(
      Folded,
      golden.label.map((_, row) => ({ fold: 1 + plain.findIndex(({ test }) => test.includes(row)) })),
    )
    for (const [index, { train, test: held }] of plain.entries()) {
      expect(foldIndexes(folded, { fold: index + 1, forward: true })).toEqual({
        train: Int32Array.from(train),
        test: Int32Array.from(held),
      })
    }
  })
})

const Row = z.object({ label: z.enum(['a', 'b']), group: z.int() })
const rows = Array.from({ length: 11 }, (_, row) => ({
  label: row % 3 === 0 ? ('b' as const) : ('a' as const),
  group: Math.floor(row / 2),
}))

test('folds in order: neighbours together, the first ones longer', () => {
  expect(foldsOf(kFold(fromRows(Row, rows), { folds: 3, shuffle: false }))).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2])
})

test('stratified in order: each fold has its share of each class, as even as can be', () => {
  const folds = foldsOf(kFold(fromRows(Row, rows), { folds: 2, shuffle: false, stratify: 'label' }))
  for (const label of ['a', 'b']) {
    const counts = [0, 1].map((fold) => folds.filter((each, row) => each === fold && rows[row]!.label === label).length)
    expect(Math.abs(counts[0]! - counts[1]!)).toBeLessThanOrEqual(1)
  }
})

test('groups in order: none is divided, and too few are refused', () => {
  const table = fromRows(Row, rows)
  const folds = foldsOf(kFold(table, { folds: 3, shuffle: false, group: 'group' }))
  for (const [row, { group }] of rows.entries()) expect(folds[row]).toBe(folds[rows.findIndex((other) => other.group === group)])
  expect(() => kFold(table, { folds: 7, shuffle: false, group: 'group' })).toThrow(expect.objectContaining({ code: 'E_SPLIT_EMPTY' }))
})
