import type { Table } from '@millrace/core'
import { expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { readCsv } from './read-csv.ts'
import type { QuarantinedRow } from './refused-rows.ts'

const Loan = z.object({ id: z.string(), amount: z.number().nullable(), area: z.enum(['Urban', 'Rural']) })
type Row = { id: string; amount: number | null; area: 'Urban' | 'Rural' }

test('the rows have the type of the schema, the quarantine its own', async () => {
  expectTypeOf(await readCsv('a.csv', Loan)).toEqualTypeOf<Table<Row>>()
  expectTypeOf(await readCsv('a.csv', Loan, { onInvalid: 'error', trim: true })).toEqualTypeOf<Table<Row>>()
  const { table, quarantine } = await readCsv('a.csv', Loan, { onInvalid: 'quarantine' })
  expectTypeOf(table).toEqualTypeOf<Table<Row>>()
  expectTypeOf(quarantine).toEqualTypeOf<Table<QuarantinedRow>>()
})

test('every kind of source is taken', () => {
  expectTypeOf(readCsv).toBeCallableWith(new URL('file:///a.csv'), Loan)
  expectTypeOf(readCsv).toBeCallableWith(new Uint8Array(), Loan)
  expectTypeOf(readCsv).toBeCallableWith(process.stdin, Loan)
  expectTypeOf(readCsv).toBeCallableWith(new Response('').body!, Loan)
})

test('mistakes do not compile', () => {
  // @ts-expect-error the schema has no such column
  void readCsv('a.csv', Loan, { nullValues: { amuont: ['NA'] } })
  // @ts-expect-error there is no such policy
  void readCsv('a.csv', Loan, { onInvalid: 'skip' })
  // @ts-expect-error rows are no schema
  void readCsv('a.csv', { id: 'a' })
})
