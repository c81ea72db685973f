import { readFileSync } from 'node:fs'
import type { Table } from '@millrace/core'
import { type CsvOptions, readCsv } from '@millrace/data'
import { z } from 'zod'

/** Rows of shared/data: how their files are read, and what of them is a feature. */
export interface Rows {
  readonly name: string
  readonly train: string
  readonly header: boolean | readonly string[]
  readonly numbers: readonly string[]
  readonly texts: readonly string[]
  readonly target: string
  readonly options?: Pick<CsvOptions, 'trim' | 'skipLines' | 'nullValues'>
  /** Repairs the text of a file before it is read. */
  readonly repair?: (text: string) => string
}

/** Rows of two labels, which shared/golden/reference.json has figures of. */
export interface DataSet extends Rows {
  /** Absent where every fifth row, from the first, is a test row. */
  readonly test?: string
  readonly positive: string
}

export type Row = Readonly<Record<string, unknown>>

const adultColumns =
  'age workclass fnlwgt education education_num marital_status occupation relationship race sex capital_gain capital_loss hours_per_week native_country income'.split(
    ' ',
  )
const adultNumbers = ['age', 'fnlwgt', 'education_num', 'capital_gain', 'capital_loss', 'hours_per_week']
const germanColumns = Array.from({ length: 20 }, (_, i) => `a${i + 1}`)
const germanNumbers = [2, 5, 8, 11, 13, 16, 18].map((i) => `a${i}`)
const wdbcColumns = Array.from({ length: 30 }, (_, i) => `f${i}`)

export const dataSets: readonly DataSet[] = [
  {
    name: 'loan',
    train: 'loan-train.csv',
    header: true,
    numbers: ['ApplicantIncome', 'CoapplicantIncome', 'LoanAmount', 'Loan_Amount_Term', 'Credit_History'],
    texts: ['Gender', 'Married', 'Dependents', 'Education', 'Self_Employed', 'Property_Area'],
    target: 'Loan_Status',
    positive: 'Y',
  },
  {
    name: 'german',
    train: 'german-credit.csv',
    header: [...germanColumns, 'class'],
    numbers: germanNumbers,
    texts: germanColumns.filter((column) => !germanNumbers.includes(column)),
    target: 'class',
    positive: '2',
  },
  {
    name: 'adult',
    train: 'adult-train.csv',
    test: 'adult-test.csv',
    header: adultColumns,
    numbers: adultNumbers,
    texts: adultColumns.filter((column) => !adultNumbers.includes(column) && column !== 'income'),
    target: 'income',
    positive: '>50K',
    options: { trim: true, nullValues: ['?'] },
    repair: (text) => text.replaceAll('50K.', '50K'),
  },
  {
    name: 'titanic',
    train: 'titanic.csv',
    header: true,
    numbers: ['Pclass', 'Age', 'SibSp', 'Parch', 'Fare'],
    texts: ['Sex', 'Embarked'],
    target: 'Survived',
    positive: '1',
  },
  {
    name: 'wdbc',
    train: 'breast-cancer-wdbc.csv',
    header: [...wdbcColumns, 'class'],
    numbers: wdbcColumns,
    texts: [],
    target: 'class',
    positive: '1',
    options: { skipLines: 1 },
  },
]

/** Schema of the rows; the target is text where it is not a number to predict. */
export const schemaFor = ({ numbers, texts, target }: Rows, { isNumber = false }: { readonly isNumber?: boolean } = {}) =>
  z.object({
    ...Object.fromEntries(numbers.map((name) => [name, z.number().nullable()])),
    ...Object.fromEntries(texts.map((name) => [name, z.string().nullable()])),
    [target]: isNumber ? z.number() : z.string(),
  })

/** Reads a file of the rows. */
export function readRows(rows: Rows, file: URL, schema: ReturnType<typeof schemaFor> = schemaFor(rows)): Promise<Table<Row>> {
  const text = readFileSync(file, 'utf8')
  return readCsv(Buffer.from(rows.repair?.(text) ?? text), schema, { header: rows.header, ...rows.options })
}
