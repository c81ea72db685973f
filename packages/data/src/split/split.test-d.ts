import { fromRows, type Table } from '@millrace/core'
import { expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { type Fold, foldIndexes, folds } from './folds.ts'
import { kFold } from './k-fold.ts'
import { split } from './split.ts'

const Loan = z.object({ id: z.int(), status: z.enum(['Y', 'N']), branch: z.string(), applied: z.iso.date() })
type LoanRow = z.output<typeof Loan>
const loans = fromRows(Loan, [])

test('both parts have the rows of the table', () => {
  expectTypeOf(split(loans, { test: 0.2, seed: 7 })).toEqualTypeOf<readonly [train: Table<LoanRow>, test: Table<LoanRow>]>()
  expectTypeOf(split(loans, { test: 0.2, seed: 7, stratify: 'status' })[0]).toEqualTypeOf<Table<LoanRow>>()
  expectTypeOf(split(loans, { test: 0.2, seed: 7, group: 'branch' })[1]).toEqualTypeOf<Table<LoanRow>>()
  expectTypeOf(split(loans, { test: 0.2, time: 'applied' })[1]).toEqualTypeOf<Table<LoanRow>>()
})

test('a misspelt column does not compile', () => {
  // @ts-expect-error the table has no column 'Status'
  split(loans, { test: 0.2, seed: 7, stratify: 'Status' })
  // @ts-expect-error the table has no column 'owner'
  split(loans, { test: 0.2, seed: 7, group: 'owner' })
  // @ts-expect-error the table has no column 'date'
  split(loans, { test: 0.2, time: 'date' })
})

test('options that exclude each other do not compile', () => {
  // @ts-expect-error a random split needs a seed
  split(loans, { test: 0.2 })
  // @ts-expect-error so does a stratified one
  split(loans, { test: 0.2, stratify: 'status' })
  // @ts-expect-error nothing is random in time
  split(loans, { test: 0.2, seed: 7, time: 'applied' })
  // @ts-expect-error groups are not stratified
  split(loans, { test: 0.2, seed: 7, stratify: 'status', group: 'branch' })
  // @ts-expect-error the share is required
  split(loans, { seed: 7 })
  // @ts-expect-error the number of folds is required
  kFold(loans, { seed: 7 })
})

test('kFold adds a column of that name', () => {
  expectTypeOf(kFold(loans, { folds: 5, seed: 7 }).rows().next().value!.fold).toEqualTypeOf<number>()
  expectTypeOf(kFold(loans, { folds: 5, seed: 7, column: 'turn' }).rows().next().value!.turn).toEqualTypeOf<number>()
  expectTypeOf(kFold(loans, { folds: 5, seed: 7 })).toExtend<Table<LoanRow>>()
  // @ts-expect-error the column is called 'turn'
  kFold(loans, { folds: 5, seed: 7, column: 'turn' }).column('fold')
})

test('folds have the rows of the table', () => {
  const folded = kFold(loans, { folds: 5, time: 'applied', column: 'turn' })
  for (const fold of folds(folded, { column: 'turn', forward: true })) {
    expectTypeOf(fold).toEqualTypeOf<Fold<LoanRow & { readonly turn: number }>>()
  }
  // @ts-expect-error the table has no column 'turns'
  folds(folded, { column: 'turns' })
  // @ts-expect-error the fold is required
  foldIndexes(folded, { column: 'turn' })
})
