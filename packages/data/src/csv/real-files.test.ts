import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { Table } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readCsv } from './read-csv.ts'

const folder = new URL('../../../../../shared/data/', import.meta.url)
const file = (name: string) => new URL(name, folder)
const md5 = (name: string) =>
  `md5:${createHash('md5')
    .update(readFileSync(file(name)))
    .digest('hex')}`

const columnOf = (table: Table, name: string) => table.column(name as never)
function nullsOf(table: Table): Record<string, number> {
  const counts = table.schema.columns.map(({ name }) => {
    const column = columnOf(table, name)
    const nulls = column.type === 'number' ? column.values.filter(Number.isNaN) : column.codes.filter((code) => code < 0)
    return [name, nulls.length] as const
  })
  return Object.fromEntries(counts.filter(([, nulls]) => nulls > 0))
}
function valuesOf(table: Table, name: string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const row of table.rows() as Iterable<Record<string, unknown>>)
    if (row[name] !== null) counts[String(row[name])] = (counts[String(row[name])] ?? 0) + 1
  return counts
}
function sumOf(table: Table, name: string): number {
  const column = columnOf(table, name)
  return column.type === 'number' ? column.values.reduce((sum, value) => (Number.isNaN(value) ? sum : sum + value), 0) : Number.NaN
}

const Application = z.object({
  Loan_ID: z.string(),
  Gender: z.enum(['Male', 'Female']).nullable(),
  Married: z.enum(['Yes', 'No']).nullable(),
  Dependents: z.enum(['0', '1', '2', '3+']).nullable(),
  Education: z.enum(['Graduate', 'Not Graduate']),
  Self_Employed: z.enum(['Yes', 'No']).nullable(),
  ApplicantIncome: z.number(),
  CoapplicantIncome: z.number(),
  LoanAmount: z.number().nullable(),
  Loan_Amount_Term: z.number().nullable(),
  Credit_History: z.number().nullable(),
  Property_Area: z.enum(['Urban', 'Semiurban', 'Rural']),
})
const Loan = Application.extend({ Loan_Status: z.enum(['Y', 'N']) })

const adultColumns = {
  age: z.int(),
  workclass: z.string().nullable(),
  fnlwgt: z.int(),
  education: z.string(),
  education_num: z.int(),
  marital_status: z.string(),
  occupation: z.string().nullable(),
  relationship: z.string(),
  race: z.string(),
  sex: z.enum(['Male', 'Female']),
  capital_gain: z.int(),
  capital_loss: z.int(),
  hours_per_week: z.int(),
  native_country: z.string().nullable(),
}
const Adult = z.object({ ...adultColumns, income: z.enum(['<=50K', '>50K']) })
const adultForm = { header: false, trim: true, nullValues: ['?'] } as const

describe.skipIf(!existsSync(folder))('the real files beside the repository (absent: skipped)', () => {
  test('loan-train: CR LF, nulls, values, and Dependents as text', async () => {
    const loans = await readCsv(file('loan-train.csv'), Loan)
    expect([loans.rowCount, loans.schema.columns.length, loans.version]).toEqual([614, 13, md5('loan-train.csv')])
    expect(nullsOf(loans)).toEqual({
      Gender: 13,
      Married: 3,
      Dependents: 15,
      Self_Employed: 32,
      LoanAmount: 22,
      Loan_Amount_Term: 14,
      Credit_History: 50,
    })
    expect(valuesOf(loans, 'Gender')).toEqual({ Male: 489, Female: 112 })
    expect(valuesOf(loans, 'Dependents')).toEqual({ '0': 345, '1': 102, '2': 101, '3+': 51 })
    expect(valuesOf(loans, 'Loan_Amount_Term')).toEqual({
      '360': 512,
      '180': 44,
      '480': 15,
      '300': 13,
      '240': 4,
      '84': 4,
      '120': 3,
      '60': 2,
      '36': 2,
      '12': 1,
    })
    expect(valuesOf(loans, 'Credit_History')).toEqual({ '1': 475, '0': 89 })
    expect(valuesOf(loans, 'Property_Area')).toEqual({ Semiurban: 233, Urban: 202, Rural: 179 })
    expect(valuesOf(loans, 'Loan_Status')).toEqual({ Y: 422, N: 192 })
    expect(new Set([...loans.rows()].map((row) => row.Loan_ID)).size).toBe(614)
    expect([loans.row(0).Loan_ID, loans.row(613).Loan_ID]).toEqual(['LP001002', 'LP002990'])
  })

  test('loan-test and loan-shifted: no label, and decimals where there were integers', async () => {
    const batch = await readCsv(file('loan-test.csv'), Application)
    expect(batch.rowCount).toBe(367)
    expect(nullsOf(batch)).toEqual({
      Gender: 11,
      Dependents: 10,
      Self_Employed: 23,
      LoanAmount: 5,
      Loan_Amount_Term: 6,
      Credit_History: 29,
    })
    const shifted = await readCsv(file('loan-shifted.csv'), Application)
    expect([shifted.rowCount, shifted.row(1).ApplicantIncome]).toEqual([331, 3998.8])
    await expect(readCsv(file('loan-test.csv'), Loan)).rejects.toMatchObject({
      code: 'E_CSV_COLUMN_MISSING',
      details: { column: 'Loan_Status' },
    })
  })

  test('adult: no header, spaces behind commas, ? for null, a blank line at the end', async () => {
    const train = await readCsv(file('adult-train.csv'), Adult, adultForm)
    expect([train.rowCount, sumOf(train, 'age')]).toEqual([32_561, 1_256_257])
    expect(nullsOf(train)).toEqual({ workclass: 1836, occupation: 1843, native_country: 583 })
    expect(valuesOf(train, 'income')).toEqual({ '<=50K': 24_720, '>50K': 7841 })
    expect(columnOf(train, 'workclass')).toMatchObject({ dictionary: expect.arrayContaining(['State-gov', 'Self-emp-not-inc']) })
  })

  test('adult-test: labels that end in a dot are refused, each row of them', async () => {
    const name = 'adult-test.csv'
    const { table, quarantine } = await readCsv(file(name), Adult, { ...adultForm, onInvalid: 'quarantine' })
    expect([table.rowCount, quarantine.rowCount]).toEqual([0, 16_281])
    expect(quarantine.row(0)).toMatchObject({ line: 1, column: 'income', value: '<=50K.', reason: 'not one of "<=50K", ">50K"' })
    const Dotted = z.object({ ...adultColumns, income: z.enum(['<=50K.', '>50K.']) })
    expect(valuesOf(await readCsv(file(name), Dotted, adultForm), 'income')).toEqual({ '<=50K.': 12_435, '>50K.': 3846 })
  })

  test('german: no header, codes and numbers', async () => {
    const numeric = new Set([2, 5, 8, 11, 13, 16, 18, 21])
    const German = z.object(
      Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`a${i + 1}`, numeric.has(i + 1) ? z.int() : z.string()])),
    )
    const german = await readCsv(file('german-credit.csv'), German, { header: false })
    expect([german.rowCount, sumOf(german, 'a5')]).toEqual([1000, 3_271_258])
    expect(valuesOf(german, 'a21')).toEqual({ '1': 700, '2': 300 })
  })

  test('titanic: quoted names with commas and quotes', async () => {
    const Passenger = z.object({
      Name: z.string(),
      Survived: z.boolean(),
      Age: z.number().nullable(),
      Cabin: z.string().nullable(),
      Embarked: z.enum(['S', 'C', 'Q']).nullable(),
    })
    const passengers = await readCsv(file('titanic.csv'), Passenger)
    expect(passengers.rowCount).toBe(891)
    expect(nullsOf(passengers)).toEqual({ Age: 177, Cabin: 687, Embarked: 2 })
    expect(sumOf(passengers, 'Age')).toBeCloseTo(21_205.17, 8)
    expect([passengers.row(0).Name, passengers.row(22).Name]).toEqual(['Braund, Mr. Owen Harris', 'McGowan, Miss. Anna "Annie"'])
    expect([...passengers.rows()].filter((row) => row.Name.includes('"'))).toHaveLength(53)
  })

  test('breast cancer: a first line that is no header', async () => {
    const shape = { ...Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`x${i}`, z.number()])), benign: z.boolean() }
    const cancers = await readCsv(file('breast-cancer-wdbc.csv'), z.object(shape), { skipLines: 1, header: false })
    expect([cancers.rowCount, sumOf(cancers, 'benign')]).toEqual([569, 357])
  })

  test('bike: CR LF and dates', async () => {
    const Hour = z.object({ dteday: z.iso.date(), hr: z.int().min(0).max(23), temp: z.number(), cnt: z.int() })
    const hours = await readCsv(file('bike-hour.csv'), Hour)
    expect([hours.rowCount, sumOf(hours, 'cnt')]).toEqual([17_379, 3_292_679])
    expect([hours.row(0).dteday, hours.row(17_378).dteday]).toEqual(['2011-01-01', '2012-12-31'])
    expect(Object.keys(valuesOf(hours, 'dteday'))).toHaveLength(731)
  })
})
