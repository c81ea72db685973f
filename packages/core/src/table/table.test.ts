import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { failure } from '../../test/support/failure.ts'
import { schemaFromColumns } from '../schema/schema.ts'
import type { Column } from './column.ts'
import { fromRows } from './from-rows.ts'
import { Table } from './table.ts'

const Loan = z.object({
  id: z.string(),
  amount: z.number().nullable(),
  area: z.enum(['Urban', 'Rural', 'Coast']).nullable(),
  applied: z.iso.date(),
})
const rows: z.output<typeof Loan>[] = [
  { id: 'a', amount: 3, area: 'Urban', applied: '2024-01-01' },
  { id: 'b', amount: null, area: 'Rural', applied: '2023-01-01' },
  { id: 'c', amount: 1, area: null, applied: '2024-06-01' },
  { id: 'd', amount: 3, area: 'Rural', applied: '2022-01-01' },
]
const table = fromRows(Loan, rows, { version: 'md5:1' })
const ids = (some: Table<{ id: string }>) => Array.from(some.rows(), ({ id }) => id).join('')

describe('rows', () => {
  it('come back as they went in', () => {
    expect([...table.rows()]).toEqual(rows)
    expect(table.row(1)).toEqual(rows[1])
  })

  it.each([-1, 4, 0.5, Number.NaN])('there is no row %d', (index) => {
    expect(() => table.row(index)).toThrow(RangeError)
  })
})

describe('columns', () => {
  it('are selected in the given order, each once', () => {
    const some = table.select('area', 'id', 'area')
    expect(some.schema.columns.map(({ name }) => name)).toEqual(['area', 'id'])
    expect([...some.rows()][0]).toEqual({ area: 'Urban', id: 'a' })
    expect(some.column('id')).toBe(table.column('id'))
  })

  it('that are not there are named, with those that are', () => {
    const { code, message, details } = failure(() => table.select('salary' as never))
    expect([code, message]).toEqual(['E_COLUMN_UNKNOWN', "the table has no column 'salary'; it has 'id', 'amount', 'area', 'applied'"])
    expect(details).toEqual({ column: 'salary', known: ['id', 'amount', 'area', 'applied'] })
    for (const name of ['toString', '__proto__']) expect(failure(() => table.column(name as never)).code).toBe('E_COLUMN_UNKNOWN')
    expect(failure(() => table.sort('salary' as never)).code).toBe('E_COLUMN_UNKNOWN')
  })
})

describe('filter', () => {
  it('keeps the rows for which the predicate holds', () => {
    expect(ids(table.filter(({ amount }) => amount === 3))).toBe('ad')
    expect(ids(table.filter((_, index) => index % 2 === 1))).toBe('bd')
    expect(table.filter(() => false).rowCount).toBe(0)
  })

  it('gives one cursor over the values as rows hold them', () => {
    const cursors = new Set<unknown>()
    const seen: unknown[] = []
    table.filter((row) => {
      cursors.add(row)
      seen.push({ ...row })
      return true
    })
    expect(cursors.size).toBe(1)
    expect(seen).toEqual(rows)
  })
})

describe('slice counts as Array.prototype.slice does', () => {
  const starts = [0, 1, 3, 4, 9, -1, -3, -9]
  it.each(starts.flatMap((start) => [undefined, ...starts].map((end) => [start, end] as const)))('slice(%s, %s)', (start, end) => {
    expect([...table.slice(start, end).rows()]).toEqual(rows.slice(start, end))
  })

  it('copies nothing', () => {
    const [whole, part] = [table.column('amount'), table.slice(1, 3).column('amount')]
    expect(part.type === 'number' && whole.type === 'number' && part.values.buffer === whole.values.buffer).toBe(true)
  })
})

describe('take', () => {
  it('gives rows in any order, as often as asked', () => {
    expect(ids(table.take(Int32Array.of(3, 0, 0)))).toBe('daa')
    expect(table.take(new Int32Array()).rowCount).toBe(0)
  })

  it.each([-1, 4])('refuses row %d', (index) => {
    expect(() => table.take(Int32Array.of(0, index))).toThrow(new RangeError(`take: row ${index} of a table of 4 rows`))
  })
})

describe('concat', () => {
  it('joins rows though dictionaries differ', () => {
    const other = fromRows(Loan, [{ id: 'e', amount: 9, area: 'Coast', applied: '2020-02-29' }, rows[1]!])
    expect([...table.concat(other).rows()]).toEqual([...rows, { id: 'e', amount: 9, area: 'Coast', applied: '2020-02-29' }, rows[1]])
  })

  it('keeps the version of the data where both have it', () => {
    expect(table.concat(table).version).toBe('md5:1')
    expect(table.concat(fromRows(Loan, rows)).version).toBeUndefined()
    expect(fromRows(Loan, rows).concat(table).version).toBeUndefined()
  })

  it('refuses a table that lacks a column, or has one of another kind', () => {
    const lacking = table.select('id', 'amount') as unknown as typeof table
    expect(failure(() => table.concat(lacking)).code).toBe('E_COLUMN_UNKNOWN')
    const other = fromRows(z.object({ ...Loan.shape, applied: z.number() }), []) as unknown as typeof table
    const { code, message } = failure(() => table.concat(other))
    expect([code, message]).toEqual([
      'E_TABLE_INVALID',
      "concat: column 'applied' is of kind day here and of kind number in the second table",
    ])
  })
})

describe('sort', () => {
  it('orders numbers by value, nulls last, and keeps equal rows in their order', () => {
    expect(ids(table.sort('amount'))).toBe('cadb')
    expect(ids(table.sort('amount', { descending: true }))).toBe('adcb')
  })

  it('orders by several columns, the first deciding first', () => {
    expect(ids(table.sort(['area', 'applied']))).toBe('dbac')
    expect(ids(table.sort(['amount', 'id'], { descending: true }))).toBe('dacb')
    expect(ids(table.sort([]))).toBe('abcd')
  })

  it('orders strings by code point, not by dictionary or UTF-16', () => {
    const Word = z.object({ id: z.string() })
    const words = fromRows(
      Word,
      ['b', '😀', '\u{fffd}', 'a', 'B', ''].map((id) => ({ id })),
    )
    expect(Array.from(words.sort('id').rows(), ({ id }) => id)).toEqual(['', 'B', 'a', 'b', '\u{fffd}', '😀'])
  })
})

describe('withColumn', () => {
  const spec = { name: 'fold', kind: 'integer', nullable: false, optional: false } as const

  it('adds a column', () => {
    const folded = table.withColumn<'fold', number>(spec, { type: 'number', values: Float64Array.of(0, 1, 0, 1) })
    expect(folded.row(1)).toEqual({ ...rows[1], fold: 1 })
    expect(folded.schema.columns).toHaveLength(5)
    expect(table.schema.columns).toHaveLength(4)
  })

  it('replaces a column in its place, with the checks that zod had on it', () => {
    const Checked = z.object({ a: z.number().refine(() => true), b: z.number() }).refine(() => true)
    const replaced = fromRows(Checked, [{ a: 1, b: 2 }]).withColumn<'a', boolean>(
      { name: 'a', kind: 'boolean', nullable: false, optional: false },
      { type: 'number', values: Float64Array.of(1) },
    )
    expect(replaced.row(0)).toEqual({ a: true, b: 2 })
    expect(Object.keys(replaced.row(0))).toEqual(['a', 'b'])
    expect(replaced.schema.refinements.size).toBe(0)
    expect(replaced.schema.rowRefinement).toBeUndefined()
  })

  it.each<[string, Column, string]>([
    ['another length', { type: 'number', values: new Float64Array(3) }, "column 'fold' has 3 rows, the first column 4"],
    [
      'another kind',
      { type: 'string', codes: new Int32Array(4), dictionary: ['a'] },
      "column 'fold' of kind integer is held as a string column",
    ],
  ])('refuses %s', (_, column, expected) => {
    const { code, message } = failure(() => table.withColumn(spec, column))
    expect([code, message]).toEqual(['E_TABLE_INVALID', expected])
  })
})

describe('a table', () => {
  it('is not changed by its methods, and cannot be', () => {
    const before = JSON.stringify([...table.rows()])
    table.sort('amount')
    table.filter(() => true)
    table.concat(table)
    expect(JSON.stringify([...table.rows()])).toBe(before)
    expect(Object.isFrozen(table)).toBe(true)
  })

  it('keeps the version of its data through what derives from it', () => {
    const derived = [table.filter(() => true), table.slice(1), table.take(Int32Array.of(0)), table.sort('id'), table.select('id')]
    expect(derived.map(({ version }) => version)).toEqual(derived.map(() => 'md5:1'))
  })

  it('is recognised, whichever copy of the package made it', () => {
    expect(Table.isInstance(table)).toBe(true)
    expect([null, {}, [], 'table', { rowCount: 1 }].some((value) => Table.isInstance(value))).toBe(false)
  })

  it('is not made of a column that is missing', () => {
    const schema = schemaFromColumns([{ name: 'a', kind: 'number', nullable: false, optional: false }])
    expect(failure(() => new Table(schema, new Map())).code).toBe('E_COLUMN_UNKNOWN')
  })

  it('of no columns has no rows', () => {
    expect(fromRows(z.object({}), [{}, {}]).rowCount).toBe(0)
  })
})
