import { fromRows, MillraceError } from '@millrace/core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { numbered } from '../../test/fixtures/loans.ts'
import { foldIndexes, folds } from './folds.ts'
import { kFold } from './k-fold.ts'

const Row = z.object({ id: z.int(), fold: z.number().nullable(), name: z.string() })
const rowsIn = (...values: (number | null)[]) =>
  fromRows(
    Row,
    values.map((fold, id) => ({ id, fold, name: '' })),
  )

test('every row is tested once, against all rows of other folds', () => {
  const table = kFold(numbered(11), { folds: 3, seed: 7 })
  const turns = [...folds(table)]
  expect(turns.map(({ fold }) => fold)).toEqual([0, 1, 2])
  expect(turns.flatMap(({ testRows }) => [...testRows]).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  for (const { fold, train, test: held, trainRows, testRows } of turns) {
    expect(Array.from(train.rows(), ({ id }) => id)).toEqual([...trainRows])
    expect(Array.from(held.rows(), ({ id }) => id)).toEqual([...testRows])
    expect(Array.from(held.rows()).every((row) => row.fold === fold)).toBe(true)
    expect(trainRows.length + testRows.length).toBe(11)
  }
})

test('forward trains on earlier folds alone and never tests the first', () => {
  const turns = Array.from(folds(rowsIn(2, 0, 1, 0, 2), { forward: true }), ({ fold, trainRows, testRows }) => [
    fold,
    [...trainRows],
    [...testRows],
  ])
  expect(turns).toEqual([
    [1, [1, 3], [2]],
    [2, [1, 2, 3], [0, 4]],
  ])
})

test('a division is made when it is asked for', () => {
  const turns = folds(rowsIn(0, 1))
  expect(turns.next().value?.fold).toBe(0)
  expect(turns.return().done).toBe(true)
})

test.each([
  ['null', rowsIn(0, 1, null), /row 2 is null/],
  ['a gap', rowsIn(0, 2, 0), /it holds 2 among 2 different values/],
  ['a fraction', rowsIn(0, 0.5), /it holds 0.5/],
  ['a negative number', rowsIn(0, -1), /it holds -1/],
  ['one fold', rowsIn(0, 0), /there are 1 folds/],
  ['no row', rowsIn(), /there are 0 folds/],
])('%s in the fold column is refused before the first division', (_, table, message) => {
  let caught: unknown
  try {
    folds(table)
  } catch (error) {
    caught = error
  }
  expect(MillraceError.isInstance(caught) && caught.code).toBe('E_FOLD_INVALID')
  expect((caught as Error).message).toMatch(message)
})

test('a text column and a missing one are refused', () => {
  const code = (column: 'name') => {
    try {
      folds(rowsIn(0, 1), { column })
    } catch (error) {
      return MillraceError.isInstance(error) && error.code
    }
    return undefined
  }
  expect(code('name')).toBe('E_FOLD_INVALID')
  expect(code('turn' as 'name')).toBe('E_COLUMN_UNKNOWN')
})

test('the rows of one turn are those that folds divides', () => {
  const table = kFold(numbered(11), { folds: 3, seed: 7, column: 'turn' })
  for (const forward of [false, true]) {
    for (const { fold, trainRows, testRows } of folds(table, { column: 'turn', forward })) {
      expect(foldIndexes(table, { fold, column: 'turn', forward })).toEqual({ train: trainRows, test: testRows })
    }
  }
})

test.each([{ fold: 3 }, { fold: -1 }, { fold: 0.5 }, { fold: 0, forward: true }])('%o, which is not tested, is refused', (options) => {
  let caught: unknown
  try {
    foldIndexes(rowsIn(0, 1, 2), options)
  } catch (error) {
    caught = error
  }
  expect(MillraceError.isInstance(caught) && caught.code).toBe('E_OPTION_INVALID')
})
