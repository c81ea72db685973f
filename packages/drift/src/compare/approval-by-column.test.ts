import { seededRandom, type Table } from '@millrace/core'
import { expect, test } from 'vitest'
import { columnOf, tableOf } from '../../test/fixtures/draws.ts'
import { approvalByColumn } from './approval-by-column.ts'

const rows = 600

function loans(shift: number) {
  const random = seededRandom(11)
  const values = (mean: number) => columnOf(Array.from({ length: rows }, () => mean + random.normal()))
  const area = columnOf(Array.from({ length: rows }, () => (random.next() < (shift > 0 ? 0.8 : 0.5) ? 'Urban' : 'Rural')))
  return tableOf({ income: values(shift), age: values(0), debt: values(0), area })
}

/** Approves by income less debt, with a bonus for one area. */
const score = (table: Table<Record<string, unknown>>): Float64Array => {
  const numbers = (name: string) => (table.column(name) as { values: Float64Array }).values
  const { codes, dictionary } = table.column('area') as { codes: Int32Array; dictionary: readonly string[] }
  const debt = numbers('debt')
  return numbers('income').map((income, row) => income - debt[row]! + (dictionary[codes[row]!] === 'Urban' ? 0.5 : 0))
}

const options = { score, threshold: 0.2, seed: 3 }

test('columns are ordered by what their drift alone does to the approval rate', async () => {
  const changes = await approvalByColumn({ reference: loans(0), current: loans(1) }, options)
  expect(changes.map(({ column }) => column)).toEqual(['income', 'area', expect.any(String), expect.any(String)])
  const [income, area] = changes as [(typeof changes)[0], (typeof changes)[0]]
  expect(income.change).toBeGreaterThan(0.2)
  expect(income.interval.lower).toBeGreaterThan(0.15)
  expect(area.change).toBeGreaterThan(0)
  expect(changes.find(({ column }) => column === 'age')).toMatchObject({ change: 0, interval: { lower: 0, upper: 0 } })
})

test('what is approved below the threshold changes by the opposite', async () => {
  const tables = { reference: loans(0), current: loans(1) }
  const above = await approvalByColumn(tables, options)
  const below = await approvalByColumn(tables, { ...options, approve: 'below' })
  expect(below.map(({ change }) => change)).toEqual(above.map(({ change }) => (change === 0 ? 0 : -change)))
})

test('the seed decides the draw, and inputs are not changed', async () => {
  const tables = { reference: loans(0), current: loans(1) }
  const before = Float64Array.from((tables.reference.column('income') as { values: Float64Array }).values)
  const first = await approvalByColumn(tables, { ...options, rows: 200 })
  expect(await approvalByColumn(tables, { ...options, rows: 200 })).toEqual(first)
  expect(await approvalByColumn(tables, { ...options, rows: 200, seed: 4 })).not.toEqual(first)
  expect((tables.reference.column('income') as { values: Float64Array }).values).toEqual(before)
})

test('a score that is NaN approves no row, and a model may answer later', async () => {
  const nothing = async ({ rowCount }: Table) => new Float64Array(rowCount).fill(Number.NaN)
  const changes = await approvalByColumn({ reference: loans(0), current: loans(1) }, { ...options, score: nothing, columns: ['income'] })
  expect(changes).toEqual([{ column: 'income', rate: 0, change: 0, interval: { lower: 0, upper: 0 } }])
})

test('wrong options and empty tables are typed errors', async () => {
  const tables = { reference: loans(0), current: loans(1) }
  const code = (name: string) => expect.objectContaining({ code: name })
  await expect(approvalByColumn({ ...tables, current: tables.current.slice(0, 0) }, options)).rejects.toThrow(code('E_DRIFT_EMPTY'))
  await expect(approvalByColumn(tables, { ...options, rows: 0 })).rejects.toThrow(code('E_DRIFT_OPTION'))
  await expect(approvalByColumn(tables, { ...options, threshold: Number.NaN })).rejects.toThrow(code('E_DRIFT_OPTION'))
  await expect(approvalByColumn(tables, { ...options, score: () => new Float64Array(3) })).rejects.toThrow(code('E_DRIFT_OPTION'))
  await expect(approvalByColumn(tables, { ...options, columns: ['region'] })).rejects.toThrow(code('E_COLUMN_UNKNOWN'))
})
