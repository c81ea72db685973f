import { fromRows, MillraceError } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Loan, numbered } from '../../test/fixtures/loans.ts'
import { type SplitOptions, split } from './split.ts'

const idsOf = (table: { rows(): Iterable<{ id: number }> }) => Array.from(table.rows(), ({ id }) => id)

function failure(run: () => unknown): MillraceError {
  try {
    run()
  } catch (error) {
    if (MillraceError.isInstance(error)) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

test('the rows that a seed chooses never change', () => {
  expect(idsOf(split(numbered(20), { test: 0.25, seed: 7 })[1])).toEqual([2, 3, 6, 12, 15])
})

test('another seed chooses other rows', () => {
  expect(idsOf(split(numbered(200), { test: 0.5, seed: 1 })[1])).not.toEqual(idsOf(split(numbered(200), { test: 0.5, seed: 2 })[1]))
})

test('the version of the data travels along', () => {
  const table = fromRows(z.object({ id: z.int() }), [{ id: 0 }, { id: 1 }], { version: 'md5:1' })
  expect(split(table, { test: 0.5, seed: 0 }).map(({ version }) => version)).toEqual(['md5:1', 'md5:1'])
})

test('classes get their rows by largest remainder', () => {
  const Row = z.object({ id: z.int(), area: z.string() })
  const rows = ['a', 'a', 'a', 'a', 'a', 'a', 'a', 'b', 'b', 'b', 'b', 'b', 'c', 'c', 'c'].map((area, id) => ({ id, area }))
  // 5 of 15 rows: 7/3, 5/3 and 3/3 rows, so the fifth goes to b
  const [, chosen] = split(fromRows(Row, rows), { test: 1 / 3, seed: 3, stratify: 'area' })
  expect(Array.from(chosen.rows(), ({ area }) => area)).toEqual(['a', 'a', 'b', 'b', 'c'])
})

test('the order of a dictionary has no effect', () => {
  const Row = z.object({ id: z.int(), area: z.string() })
  const rows = Array.from({ length: 30 }, (_, id) => ({ id, area: 'abc'[id % 3]! }))
  const recoded = fromRows(Row, [{ id: -1, area: 'c' }, { id: -2, area: 'b' }, ...rows]).slice(2)
  const options = { test: 0.4, seed: 5, stratify: 'area' } as const
  expect(idsOf(split(recoded, options)[1])).toEqual(idsOf(split(fromRows(Row, rows), options)[1]))
})

test('the latest rows are the test part, whatever their order', () => {
  const days = ['2024-01-03', '2024-01-01', '2024-01-05', '2024-01-02', '2024-01-04']
  const table = fromRows(
    z.object({ id: z.int(), applied: z.iso.date() }),
    days.map((applied, id) => ({ id, applied })),
  )
  const [train, latest] = split(table, { test: 0.4, time: 'applied' })
  expect(idsOf(train)).toEqual([0, 1, 3])
  expect(idsOf(latest)).toEqual([2, 4])
})

test('rows of the time at the boundary stay on the train side', () => {
  const table = fromRows(
    z.object({ id: z.int(), at: z.number() }),
    [1, 2, 2, 2, 3].map((at, id) => ({ id, at })),
  )
  expect(idsOf(split(table, { test: 0.6, time: 'at' })[1])).toEqual([4])
})

test('groups that fit go to the test part whole', () => {
  const rows = Array.from({ length: 20 }, (_, id) => ({ id, owner: Math.floor(id / 4) }))
  const [train, chosen] = split(fromRows(z.object({ id: z.int(), owner: z.int() }), rows), { test: 0.4, seed: 1, group: 'owner' })
  expect([train.rowCount, chosen.rowCount]).toEqual([12, 8])
})

describe('errors', () => {
  const loans = numbered(10)
  const code = (options: unknown, table = loans) => failure(() => split(table, options as SplitOptions<'id'>)).code

  test.each([0, 1, -0.5, 1.5, Number.NaN, undefined])('a share of %s is refused', (share) => {
    expect(code({ test: share, seed: 1 })).toBe('E_OPTION_INVALID')
  })

  test('a missing seed is refused', () => {
    expect(code({ test: 0.2 })).toBe('E_SEED_INVALID')
    expect(code({ test: 0.2, stratify: 'status' })).toBe('E_SEED_INVALID')
    expect(code({ test: 0.2, group: 'branch' })).toBe('E_SEED_INVALID')
  })

  test('two ways at once are refused and named', () => {
    const error = failure(() => split(loans, { test: 0.2, seed: 1, stratify: 'status', group: 'branch' } as never))
    expect([error.code, error.details]).toEqual(['E_OPTION_INVALID', { options: ['stratify', 'group'] }])
  })

  test('a column that does not exist is refused', () => {
    for (const way of ['stratify', 'group', 'time']) expect(code({ test: 0.2, seed: 1, [way]: 'Status' })).toBe('E_COLUMN_UNKNOWN')
  })

  test('a time that is null, text or boolean is refused, and the row named', () => {
    const error = failure(() => split(loans, { test: 0.2, time: 'amount' }))
    expect([error.code, error.details]).toEqual(['E_TIME_INVALID', { column: 'amount', row: 0 }])
    expect(code({ test: 0.2, time: 'branch' })).toBe('E_TIME_INVALID')
    expect(code({ test: 0.2, time: 'urgent' })).toBe('E_TIME_INVALID')
  })

  test('an empty part is refused and named', () => {
    expect(failure(() => split(numbered(2), { test: 0.2, seed: 1 })).message).toBe(
      'split: the test part of 2 rows would be empty; change test or bring more rows',
    )
    expect(failure(() => split(numbered(2), { test: 0.9, seed: 1 })).message).toMatch(/the train part of 2 rows/)
    expect(code({ test: 0.9, seed: 1, group: 'status' })).toBe('E_SPLIT_EMPTY')
    expect(code({ test: 0.5, time: 'applied' })).toBe('E_SPLIT_EMPTY')
    expect(failure(() => split(numbered(2), { test: 0.9, time: 'id' })).message).toMatch(/the train part/)
    for (const way of [{ seed: 1 }, { seed: 1, stratify: 'status' }, { seed: 1, group: 'branch' }, { time: 'id' }]) {
      expect(code({ test: 0.5, ...way }, fromRows(Loan, []))).toBe('E_SPLIT_EMPTY')
    }
  })
})
