import { type Column, fromRows } from '@millrace/core'
import { expect, test } from 'vitest'
import { Nasty, type NastyRow } from './nasty-row.ts'
import { nastyTable, nastyVariants } from './nasty-table.ts'

const { fit, apply } = nastyTable()
const numbersOf = (column: Column) => new Set(column.type === 'number' ? column.values : [])
const textsOf = (column: Column) =>
  new Set(column.type === 'string' ? Array.from(column.codes, (code) => column.dictionary[code] ?? null) : [])

test('every row keeps the schema', () => {
  expect(fromRows(Nasty, apply.rows()).rowCount).toBe(6_000)
})

test('all rows hold what breaks transforms, null included', () => {
  expect([...numbersOf(fit.column('number'))]).toEqual(expect.arrayContaining([Number.NaN, 0.1, 1e15, -1, 5e-324]))
  expect(fit.column('number')).toMatchObject({
    values: expect.toSatisfy((values: Float64Array) => values.some((value) => Object.is(value, -0))),
  })
  expect([...numbersOf(fit.column('huge'))]).toEqual(expect.arrayContaining([1e308, -1e308, Number.NaN]))
  expect(numbersOf(fit.column('constant'))).toEqual(new Set([0.1, Number.NaN]))
  expect([...numbersOf(fit.column('integer'))]).toEqual(expect.arrayContaining([Number.MAX_SAFE_INTEGER, Number.NaN]))
  expect(numbersOf(fit.column('boolean'))).toEqual(new Set([0, 1, Number.NaN]))
  expect([...textsOf(fit.column('string'))]).toEqual(
    expect.arrayContaining([null, '', 'null', 'other', '__proto__', 'constructor', "O'Neill", 'line\nbreak', '😀', '\ufffd']),
  )
  expect(textsOf(fit.column('category'))).toEqual(new Set(['low', 'high', 'null', 'other', '', null]))
  const days = new Set(Array.from(fit.rows(), ({ day }) => day))
  expect([...days]).toEqual(expect.arrayContaining([null, '1969-12-31', '2000-02-29', '1900-03-01', '0001-01-01', '9999-12-31']))
  expect(new Set(Array.from(fit.rows(), ({ target }) => target))).toEqual(new Set([0, 1, null]))
  expect(numbersOf(fit.column('fold'))).toEqual(new Set([0, 1, 2, 3, 4]))
})

test('there are 5,000 identifiers to learn, and strings that only serving meets', () => {
  expect(textsOf(fit.column('identifier')).size).toBeGreaterThanOrEqual(5_000)
  const seen = textsOf(fit.column('string'))
  expect([...textsOf(apply.column('string'))].filter((text) => !seen.has(text))).toContain('hasOwnProperty')
})

test('the variants are one row without null, no row, and null alone', () => {
  const isNull = (row: NastyRow) => Object.entries(row).flatMap(([name, value]) => (value === null ? [name] : []))
  expect(Array.from(nastyTable('one row').fit.rows(), isNull)).toEqual([[]])
  expect(nastyTable('no row').fit.rowCount).toBe(0)
  const names = Object.keys(Nasty.shape).filter((name) => name !== 'target' && name !== 'fold')
  for (const row of nastyTable('all null').fit.rows()) expect(isNull({ ...row, target: 0 })).toEqual(names)
})

test('the tables are the same at every call', () => {
  for (const variant of nastyVariants) expect(nastyTable(variant).apply).toEqual(nastyTable(variant).apply)
})
