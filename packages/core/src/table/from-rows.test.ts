import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { failure } from '../../test/support/failure.ts'
import { schemaFromColumns } from '../schema/schema.ts'
import { fromRows, tableOfRows } from './from-rows.ts'

const Loan = z.object({ amount: z.number().min(0).nullable(), area: z.enum(['Urban', 'Rural']).nullable(), note: z.string().optional() })

/** Rows that TypeScript would refuse. */
const untyped = (rows: readonly unknown[]) => rows as never[]

describe('rows become columns', () => {
  it('of numbers with NaN for null, and of codes with -1 for null', () => {
    const table = fromRows(Loan, [
      { amount: 120, area: 'Urban', note: 'a' },
      { amount: null, area: null },
      { amount: 0, area: 'Urban', note: 'b' },
    ])
    expect(table.column('amount')).toEqual({ type: 'number', values: Float64Array.of(120, Number.NaN, 0) })
    expect(table.column('area')).toEqual({ type: 'string', codes: Int32Array.of(0, -1, 0), dictionary: ['Urban'] })
    expect(table.column('note')).toEqual({ type: 'string', codes: Int32Array.of(0, -1, 1), dictionary: ['a', 'b'] })
  })

  it('NaN and missing keys are null, -0 is 0, keys beyond the schema are left out', () => {
    const table = fromRows(Loan, untyped([{ amount: Number.NaN, area: null, age: 3 }, { amount: -0 }]))
    expect([...table.rows()]).toEqual([
      { amount: null, area: null, note: null },
      { amount: 0, area: null, note: null },
    ])
  })

  it('of booleans, days and instants as numbers', () => {
    const Row = z.object({ agreed: z.boolean(), applied: z.iso.date(), seen: z.iso.datetime(), paid: z.date() })
    const rows = [{ agreed: true, applied: '1970-01-03', seen: '1970-01-01T00:00:01Z', paid: new Date(5) }]
    const table = fromRows(Row, rows)
    const numbers = (['agreed', 'applied', 'seen', 'paid'] as const).map((name) => {
      const column = table.column(name)
      return column.type === 'number' ? column.values[0] : null
    })
    expect(numbers).toEqual([1, 2, 1000, 5])
    expect(table.row(0)).toEqual({ ...rows[0], seen: '1970-01-01T00:00:01.000Z' })
  })

  it('reads rows once, from any iterable, and leaves them alone', () => {
    const row = Object.freeze({ amount: 1, area: null })
    const rows = (function* () {
      yield row
      yield row
    })()
    expect(fromRows(Loan, rows).rowCount).toBe(2)
    expect(fromRows(Loan, []).rowCount).toBe(0)
  })

  it('carries the digest of the data it was read from', () => {
    expect(fromRows(Loan, [], { version: 'md5:1' }).version).toBe('md5:1')
    expect(fromRows(Loan, []).version).toBeUndefined()
  })

  it('whose names are members of Object', () => {
    const Row = z.object({ ['__proto__']: z.number(), constructor: z.string() })
    const row = JSON.parse('{ "__proto__": 1, "constructor": "x" }')
    const table = fromRows(Row, [row])
    expect(JSON.stringify(table.row(0))).toBe('{"__proto__":1,"constructor":"x"}')
    expect(failure(() => fromRows(Row, untyped([{}]))).details.failed).toBe(2)
  })
})

describe('rows that break the schema are refused with E_ROWS_INVALID', () => {
  it('naming row, column, reason and value', () => {
    const { code, message, details } = failure(() =>
      fromRows(
        Loan,
        untyped([
          { amount: 1, area: null },
          { amount: -5, area: 'Coast' },
        ]),
      ),
    )
    expect([code, message]).toEqual(['E_ROWS_INVALID', "row 1, column 'amount': below the minimum 0, but the value is -5 (and 1 more)"])
    expect(details).toEqual({
      failed: 2,
      issues: [
        { row: 1, path: ['amount'], message: 'below the minimum 0', value: '-5' },
        { row: 1, path: ['area'], message: 'not one of "Urban", "Rural"', value: '"Coast"' },
      ],
    })
  })

  it('with the first 20 issues and their number', () => {
    const { details } = failure(() => fromRows(Loan, untyped(Array.from({ length: 50 }, () => ({ amount: 'x', area: null })))))
    expect([details.failed, (details.issues as unknown[]).length]).toEqual([50, 20])
  })

  it.each<[string, unknown, string]>([
    ['a value of another type', { amount: '12' }, `row 0, column 'amount': not of kind number, but the value is "12"`],
    ['an object', { amount: { a: 1n } }, "row 0, column 'amount': not of kind number, but the value is [object Object]"],
    ['a row that is null', null, 'row 0: a row is an object, but the value is null'],
    ['a row that is a number', 12, 'row 0: a row is an object, but the value is 12'],
    ['a required value', { area: 'Urban', amount: 1, note: 3 }, "row 0, column 'note': not of kind string, but the value is 3"],
  ])('%s', (_, row, message) => {
    expect(failure(() => fromRows(Loan, untyped([row]))).message).toBe(message)
  })

  it('a null where none may be', () => {
    expect(failure(() => fromRows(z.object({ x: z.number() }), untyped([{ x: Number.NaN }]))).message).toBe(
      "row 0, column 'x': null is not allowed, but the value is null",
    )
  })
})

describe('a check over several columns', () => {
  const Paid = z
    .object({ paid: z.number(), due: z.number().optional(), area: z.string().nullable(), on: z.date() })
    .refine(({ paid, due }) => due === undefined || paid <= due, { message: 'more is paid than due', path: ['paid'] })
  const row = { paid: 2, due: 1, area: null, on: new Date(0) }

  it('is run on rows whose values are fine, and told with its path', () => {
    const { details } = failure(() => fromRows(Paid, untyped([row, { ...row, paid: 'x' }])))
    expect(details).toMatchObject({ failed: 2, issues: [{ row: 0, path: ['paid'], message: 'more is paid than due' }, { row: 1 }] })
  })

  it('sees rows as the table holds them: nulls for missing keys, and no key where null is not allowed', () => {
    expect(fromRows(Paid, untyped([{ paid: 1, on: new Date(0), due: null }])).rowCount).toBe(1)
  })
})

it('a table is made of columns that no zod schema stands behind', () => {
  const schema = schemaFromColumns([{ name: 'x', kind: 'integer', nullable: false, optional: false }])
  expect(tableOfRows(schema, [{ x: 1 }]).rowCount).toBe(1)
  expect(failure(() => tableOfRows(schema, [{ x: 1.5 }])).code).toBe('E_ROWS_INVALID')
})
