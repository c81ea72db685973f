import { fromRows } from '@millrace/core'
import { op } from 'arquero'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { toArquero } from './to-arquero.ts'

const Loan = z.object({
  amount: z.number().nullable(),
  term: z.int(),
  area: z.enum(['Urban', 'Rural']).nullable(),
  approved: z.boolean().nullable(),
  applied: z.iso.date().nullable(),
  seen: z.date().nullable(),
})
const seen = new Date('2024-05-01T10:00:00.000Z')
const loans = fromRows(Loan, [
  { amount: 120, term: 360, area: 'Urban', approved: true, applied: '2024-02-29', seen },
  { amount: null, term: 180, area: 'Rural', approved: false, applied: null, seen: null },
  { amount: 80, term: 360, area: 'Urban', approved: false, applied: '1969-12-31', seen },
  { amount: 100, term: 360, area: null, approved: null, applied: '2024-01-01', seen },
])

test('numbers are the very arrays of the columns', async () => {
  const table = await toArquero(loans)
  for (const name of ['amount', 'term'] as const) {
    const column = loans.column(name)
    expect(column.type === 'number' && column.values).toBe(table.column(name))
  }
})

test('other values read by their meaning', async () => {
  const [first, second] = (await toArquero(loans)).objects() as [object, object]
  expect(first).toEqual({ amount: 120, term: 360, area: 'Urban', approved: true, applied: new Date('2024-02-29'), seen })
  expect(second).toEqual({ amount: Number.NaN, term: 180, area: 'Rural', approved: false, applied: null, seen: null })
})

test('columns and rows keep their order', async () => {
  const table = await toArquero(loans)
  expect(table.columnNames()).toEqual(['amount', 'term', 'area', 'approved', 'applied', 'seen'])
  expect(table.numRows()).toBe(4)
  expect(table.array('area')).toEqual(['Urban', 'Rural', 'Urban', null])
  expect([...table.column('area')!]).toEqual(['Urban', 'Rural', 'Urban', null])
})

test('approval rates by area leave nulls out', async () => {
  const rates = (await toArquero(loans)).groupby('area').rollup({ loans: op.count(), rate: op.mean('approved') })
  expect(rates.objects()).toEqual([
    { area: 'Urban', loans: 2, rate: 0.5 },
    { area: 'Rural', loans: 1, rate: 0 },
    { area: null, loans: 1, rate: undefined },
  ])
})

test('a null number takes no part in aggregates, comparisons and arithmetic', async () => {
  const table = await toArquero(loans)
  const totals = table.rollup({ mean: op.mean('amount'), valid: op.valid('amount'), min: op.min('amount'), median: op.median('amount') })
  expect(totals.object()).toEqual({ mean: 100, valid: 3, min: 80, median: 100 })
  expect(table.filter('d => d.amount < 90').array('amount')).toEqual([80])
  expect(table.derive({ more: 'd => d.amount + 1' }).array('more')).toEqual([121, Number.NaN, 81, 101])
})

test("numbers show null where asked, and stay the column's array where there is none", async () => {
  const table = await toArquero(loans, { nulls: 'null' })
  expect(table.array('amount')).toEqual([120, null, 80, 100])
  expect(table.rollup({ mean: op.mean('amount') }).get('mean')).toBe(100)
  expect(table.column('term')).toBeInstanceOf(Float64Array)
})

test('views take part in every verb', async () => {
  const table = await toArquero(loans)
  expect(table.orderby('area', 'amount').array('amount')).toEqual([100, Number.NaN, 80, 120])
  expect(table.filter("d => d.area === 'Urban' && !d.approved").array('term')).toEqual([360])
  expect(table.derive({ year: 'd => op.utcyear(d.applied)' }).array('year')).toEqual([2024, 1970, 1969, 2024])
  expect(table.select('applied').slice(0, 2).toCSV()).toBe('applied\n2024-02-29\n\n')
  expect(table.concat(table).numRows()).toBe(8)
  expect(table.dedupe('area').array('area')).toEqual(['Urban', 'Rural', null])
  expect(table.join(table.select('term', 'area').dedupe(), ['term', 'term']).numRows()).toBeGreaterThan(3)
  expect(table.orderby('applied').array('term')).toEqual([180, 360, 360, 360])
})

test('columns called after properties of objects survive', async () => {
  const table = await toArquero(fromRows(z.object({ constructor: z.string(), length: z.number() }), [{ constructor: 'a', length: 3 }]))
  expect(table.objects()).toEqual([{ constructor: 'a', length: 3 }])
})

test('a table without rows has columns', async () => {
  const table = await toArquero(fromRows(Loan, []))
  expect([table.numRows(), table.numCols()]).toEqual([0, 6])
})
