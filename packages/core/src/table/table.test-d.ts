import { expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import { fromRows } from './from-rows.ts'
import type { Table } from './table.ts'

const Loan = z.object({
  id: z.string(),
  amount: z.number().nullable(),
  area: z.enum(['Urban', 'Rural']),
  applied: z.iso.date(),
  paid: z.date(),
})
type Loan = z.output<typeof Loan>
const table = fromRows(Loan, [])

it('a table has the row type of its schema', () => {
  expectTypeOf(table).toEqualTypeOf<Table<Loan>>()
  expectTypeOf(table.row(0)).toEqualTypeOf<Loan>()
  expectTypeOf(table.rows()).toEqualTypeOf<Generator<Loan, void, undefined>>()
})

it('select, withColumn, and what keeps rows, keep track of it', () => {
  expectTypeOf(table.select('id', 'amount')).toEqualTypeOf<Table<Pick<Loan, 'id' | 'amount'>>>()
  expectTypeOf(table.filter(() => true)).toEqualTypeOf<Table<Loan>>()
  expectTypeOf(table.slice(1).sort(['area', 'amount']).concat(table)).toEqualTypeOf<Table<Loan>>()
  const folded = table.withColumn<'fold', number>(
    { name: 'fold', kind: 'integer', nullable: false, optional: false },
    table.column('amount'),
  )
  expectTypeOf(folded.row(0).fold).toEqualTypeOf<number>()
  expectTypeOf(folded.row(0).area).toEqualTypeOf<'Urban' | 'Rural'>()
})

it('the cursor of filter has the columns, read-only', () => {
  table.filter((row) => {
    expectTypeOf(row.amount).toEqualTypeOf<number | null>()
    expectTypeOf(row.paid).toEqualTypeOf<Date>()
    // @ts-expect-error the table is immutable
    row.amount = 1
    return true
  })
})

it('a table of more columns may stand for one of fewer, and not the reverse', () => {
  const some: Table<{ id: string }> = table
  // @ts-expect-error the amount is missing
  const wider: Table<Pick<Loan, 'id' | 'amount'>> = some
  expectTypeOf(wider).not.toBeAny()
})

it('mistakes do not compile', () => {
  // @ts-expect-error no such column
  table.column('salary')
  // @ts-expect-error no such column
  table.select('id', 'salary')
  // @ts-expect-error no such column
  table.sort('salary')
  // @ts-expect-error no such column
  table.sort(['id', 'salary'])
  // @ts-expect-error no such column
  table.filter((row) => row.salary > 1)
  // @ts-expect-error 'Moon' is not a value of the column
  table.filter((row) => row.area === 'Moon')
  // @ts-expect-error rows have all keys
  fromRows(Loan, [{ id: 'a' }])
  // @ts-expect-error rows have values of the schema
  fromRows(Loan, [{ id: 1, amount: 1, area: 'Urban', applied: '2024-01-01', paid: new Date() }])
})
