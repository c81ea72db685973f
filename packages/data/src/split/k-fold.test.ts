import { fromRows, MillraceError } from '@millrace/core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { Loan, numbered } from '../../test/fixtures/loans.ts'
import { type KFoldOptions, kFold } from './k-fold.ts'

function failure(options: unknown, table = numbered(10)): MillraceError {
  try {
    kFold(table, options as KFoldOptions<'id'>)
  } catch (error) {
    if (MillraceError.isInstance(error)) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

test('the folds that a seed deals never change', () => {
  expect(Array.from(kFold(numbered(12), { folds: 3, seed: 7 }).rows(), ({ fold }) => fold)).toEqual([2, 2, 2, 2, 1, 0, 1, 0, 0, 0, 1, 1])
})

test('the column is a stored integer without null, last in the table', () => {
  const folded = kFold(numbered(10), { folds: 5, seed: 1, column: 'turn' })
  expect(folded.schema.columns.at(-1)).toEqual({ name: 'turn', kind: 'integer', nullable: false, optional: false, minimum: 0, maximum: 4 })
  expect(folded.schema.columns).toHaveLength(Loan.keyof().options.length + 1)
})

test('the table is not changed', () => {
  const table = numbered(10)
  kFold(table, { folds: 5, seed: 1 })
  expect(table.schema.columns.some(({ name }) => name === 'fold')).toBe(false)
})

test('large groups are spread over the folds first', () => {
  const owners = ['a', 'a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'd']
  const table = fromRows(
    z.object({ owner: z.string() }),
    owners.map((owner) => ({ owner })),
  )
  const sizes = [0, 0]
  for (const { fold } of kFold(table, { folds: 2, seed: 1, group: 'owner' }).rows()) sizes[fold]!++
  expect(sizes).toEqual([5, 5])
})

test('folds in time order are of equal size where times differ, and rows of one time stay in the earlier fold', () => {
  const Row = z.object({ at: z.number() })
  const foldsOf = (times: number[]) => {
    const table = fromRows(
      Row,
      times.map((at) => ({ at })),
    )
    return Array.from(kFold(table, { folds: 3, time: 'at' }).rows(), ({ fold }) => fold)
  }
  expect(foldsOf([6, 5, 4, 3, 2, 1])).toEqual([2, 2, 1, 1, 0, 0])
  expect(foldsOf([1, 2, 2, 3, 4, 5])).toEqual([0, 0, 0, 1, 2, 2])
})

test.each([1, 0, 2.5, Number.NaN, undefined])('%s folds are refused', (folds) => {
  expect(failure({ folds, seed: 1 }).code).toBe('E_OPTION_INVALID')
})

test('a column that exists already is refused', () => {
  expect(failure({ folds: 2, seed: 1, column: 'status' }).code).toBe('E_COLUMN_EXISTS')
})

test('a fold without rows is refused', () => {
  expect(failure({ folds: 11, seed: 1 }).code).toBe('E_SPLIT_EMPTY')
  expect(failure({ folds: 2 ** 40, seed: 1 }).code).toBe('E_SPLIT_EMPTY')
  expect(failure({ folds: 6, seed: 1, group: 'branch' }).message).toMatch(/column 'branch' has too few groups/)
  expect(failure({ folds: 2, time: 'applied' }).message).toMatch(/too many rows of column 'applied' have the same time/)
})

test('misused options are refused as by split', () => {
  expect(failure({ folds: 2 }).code).toBe('E_SEED_INVALID')
  expect(failure({ folds: 2, seed: 1, group: 'branch', time: 'id' }).code).toBe('E_OPTION_INVALID')
  expect(failure({ folds: 2, seed: 1, stratify: 'Status' }).code).toBe('E_COLUMN_UNKNOWN')
  expect(failure({ folds: 2, time: 'amount' }).code).toBe('E_TIME_INVALID')
})
