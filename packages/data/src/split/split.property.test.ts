import { MillraceError, type Table } from '@millrace/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loans, seeds } from '../../test/fixtures/loans.ts'
import { type SplitOptions, split } from './split.ts'

type Loan = typeof loans extends fc.Arbitrary<Table<infer Row>> ? Row : never
const shares = fc.double({ min: 0.01, max: 0.99, noNaN: true })
const ways: fc.Arbitrary<SplitOptions<keyof Loan>> = fc.oneof(
  fc.record({ test: shares, seed: seeds }),
  fc.record({ test: shares, seed: seeds, stratify: fc.constantFrom('status' as const, 'amount' as const, 'urgent' as const) }),
  fc.record({ test: shares, seed: seeds, group: fc.constantFrom('branch' as const, 'amount' as const) }),
  fc.record({ test: shares, time: fc.constantFrom('applied' as const, 'id' as const) }),
)

/** Both parts, or nothing where the share leaves one empty, which is refused. */
function parts(table: Table<Loan>, options: SplitOptions<keyof Loan>): readonly [Table<Loan>, Table<Loan>] | null {
  try {
    return split(table, options)
  } catch (error) {
    if (MillraceError.isInstance(error) && error.code === 'E_SPLIT_EMPTY') return null
    throw error
  }
}

const idsOf = (table: Table<Loan>) => Array.from(table.rows(), ({ id }) => id)
const countsOf = (table: Table<Loan>, column: keyof Loan) =>
  Array.from(table.rows()).reduce((counts, row) => counts.set(row[column], (counts.get(row[column]) ?? 0) + 1), new Map<unknown, number>())

test('every row is on one side, in the order of the table', () => {
  fc.assert(
    fc.property(loans, ways, (table, options) => {
      const found = parts(table, options)
      if (found === null) return
      const [train, chosen] = found.map(idsOf) as [number[], number[]]
      expect([...train, ...chosen].sort((a, b) => a - b)).toEqual(idsOf(table))
      for (const ids of [train, chosen]) expect(ids).toEqual(ids.toSorted((a, b) => a - b))
    }),
  )
})

test('the same options choose the same rows, whatever other columns there are', () => {
  fc.assert(
    fc.property(loans, ways, (table, options) => {
      const found = parts(table, options)
      if (found === null) return
      expect(parts(table, options)?.map(idsOf)).toEqual(found.map(idsOf))
      const narrow = table.select('amount', 'applied', 'branch', 'id', 'status', 'urgent') as Table<Loan>
      expect(parts(narrow, options)?.map(idsOf)).toEqual(found.map(idsOf))
    }),
  )
})

test('the test part has its share of the rows, and of every class within one row', () => {
  fc.assert(
    fc.property(loans, shares, seeds, (table, share, seed) => {
      const random = parts(table, { test: share, seed })
      const stratified = parts(table, { test: share, seed, stratify: 'status' })
      const size = Math.round(share * table.rowCount)
      for (const found of [random, stratified]) if (found !== null) expect(found[1].rowCount).toBe(size)
      if (stratified === null) return
      const chosen = countsOf(stratified[1], 'status')
      for (const [status, count] of countsOf(table, 'status')) {
        expect(Math.abs((chosen.get(status) ?? 0) - (count * size) / table.rowCount)).toBeLessThan(1)
      }
    }),
  )
})

test('no group is on both sides, and the share is met within half of the largest group', () => {
  fc.assert(
    fc.property(loans, shares, seeds, (table, share, seed) => {
      const found = parts(table, { test: share, seed, group: 'branch' })
      if (found === null) return
      const [train, chosen] = [countsOf(found[0], 'branch'), countsOf(found[1], 'branch')]
      for (const branch of train.keys()) expect(chosen.has(branch)).toBe(false)
      if (train.size < 2) return
      const largest = Math.max(...countsOf(table, 'branch').values())
      expect(Math.abs(found[1].rowCount - Math.round(share * table.rowCount))).toBeLessThanOrEqual(largest / 2)
    }),
  )
})

test('every test row is later than every train row, and the test part is at most its share', () => {
  fc.assert(
    fc.property(loans, shares, (table, share) => {
      const found = parts(table, { test: share, time: 'applied' })
      if (found === null) return
      const [train, chosen] = found.map((part) => Array.from(part.rows(), ({ applied }) => applied).sort()) as [string[], string[]]
      expect(train.at(-1)! < chosen[0]!).toBe(true)
      expect(chosen.length).toBeLessThanOrEqual(Math.round(share * table.rowCount))
    }),
  )
})
