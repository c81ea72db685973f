import { MillraceError, type Table } from '@millrace/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loans, seeds } from '../../test/fixtures/loans.ts'
import { type KFoldOptions, kFold } from './k-fold.ts'

type Loan = typeof loans extends fc.Arbitrary<Table<infer Row>> ? Row : never
type Folded = Loan & { readonly fold: number }
const counts = fc.integer({ min: 2, max: 6 })

/** Folded rows, or none where a fold would be empty, which is refused. */
function folded(table: Table<Loan>, options: KFoldOptions<keyof Loan, 'fold'>): readonly Folded[] {
  try {
    return [...kFold(table, options).rows()]
  } catch (error) {
    if (MillraceError.isInstance(error) && error.code === 'E_SPLIT_EMPTY') return []
    throw error
  }
}

function sizes(rows: readonly Folded[], folds: number): readonly number[] {
  return Array.from({ length: folds }, (_, fold) => rows.filter((row) => row.fold === fold).length)
}
const spread = (values: readonly number[]) => Math.max(...values) - Math.min(...values)

test('every row has a fold, sizes and classes differ by at most one, and the seed decides', () => {
  fc.assert(
    fc.property(loans, counts, seeds, fc.constantFrom(undefined, 'status' as const, 'amount' as const), (table, folds, seed, stratify) => {
      const rows = folded(table, { folds, seed, stratify })
      if (rows.length === 0) {
        expect(table.rowCount).toBeLessThan(folds)
        return
      }
      expect(rows.map(({ fold: _, ...row }) => row)).toEqual([...table.rows()])
      expect(spread(sizes(rows, folds))).toBeLessThanOrEqual(1)
      if (stratify !== undefined) {
        for (const value of new Set(rows.map((row) => row[stratify]))) {
          expect(
            spread(
              sizes(
                rows.filter((row) => row[stratify] === value),
                folds,
              ),
            ),
          ).toBeLessThanOrEqual(1)
        }
      }
      expect(folded(table, { folds, seed, stratify })).toEqual(rows)
    }),
  )
})

test('no group straddles folds, and folds differ by at most the largest group', () => {
  fc.assert(
    fc.property(loans, counts, seeds, (table, folds, seed) => {
      const rows = folded(table, { folds, seed, group: 'branch' })
      if (rows.length === 0) return
      const groups = [...new Set(rows.map(({ branch }) => branch))].map((branch) => rows.filter((row) => row.branch === branch))
      for (const group of groups) expect(new Set(group.map(({ fold }) => fold)).size).toBe(1)
      expect(spread(sizes(rows, folds))).toBeLessThanOrEqual(Math.max(...groups.map((group) => group.length)))
    }),
  )
})

test('folds ascend with time, and one time is in one fold', () => {
  fc.assert(
    fc.property(loans, counts, (table, folds) => {
      const rows = folded(table, { folds, time: 'applied' })
      for (const a of rows) for (const b of rows) if (a.applied <= b.applied) expect(a.fold).toBeLessThanOrEqual(b.fold)
    }),
    { numRuns: 30 },
  )
})
