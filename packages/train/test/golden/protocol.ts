import { readFileSync } from 'node:fs'
import { defineFeatures, type Expr, type FeatureMap, type Table } from '@millrace/core'
import { type CsvOptions, impute, oneHot, readCsv, standardize } from '@millrace/data'
import { binary, defineModel, logisticRegression, type ModelSpec } from '@millrace/train'
import { z } from 'zod'

/** A data set of shared/golden/reference.json: how its files are read, and what of it is a feature. */
export interface DataSet {
  readonly name: string
  readonly train: string
  /** Absent where every fifth row, from the first, is a test row. */
  readonly test?: string
  readonly header: boolean | readonly string[]
  readonly numbers: readonly string[]
  readonly texts: readonly string[]
  readonly target: string
  readonly positive: string
  readonly options?: Pick<CsvOptions, 'trim' | 'skipLines' | 'nullValues'>
  /** Repairs the text of a file before it is read. */
  readonly repair?: (text: string) => string
}

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

type Row = Readonly<Record<string, unknown>>

/** Spec, training and test rows of a data set, as the protocol of the reference wants them. */
export async function prepare(
  set: DataSet,
  folder: URL,
): Promise<{ readonly spec: ModelSpec<Row, string, Row>; readonly train: Table<Row>; readonly test: Table<Row> }> {
  const schema = z.object({
    ...Object.fromEntries(set.numbers.map((name) => [name, z.number().nullable()])),
    ...Object.fromEntries(set.texts.map((name) => [name, z.string().nullable()])),
    [set.target]: z.string(),
  })
  const read = (file: string): Promise<Table<Row>> => {
    const text = readFileSync(new URL(file, folder), 'utf8')
    return readCsv(Buffer.from(set.repair?.(text) ?? text), schema, { header: set.header, ...set.options })
  }
  const features = defineFeatures(schema, (row) => {
    const columns = row as unknown as Readonly<Record<string, Expr<never>>>
    const numbers = set.numbers.map((name) => [name, columns[name]!.pipe(impute('median'), standardize())])
    const texts = set.texts.map((name) => [name, columns[name]!.pipe(oneHot({ nulls: 'most-frequent', other: false }))])
    return Object.fromEntries([...numbers, ...texts]) as FeatureMap
  })
  const options = { name: set.name, features, target: binary(set.target, { positive: set.positive }), trainer: logisticRegression() }
  // The columns are known when the test runs, not to the compiler.
  const spec = defineModel(options as never) as ModelSpec<Row, string, Row>
  const all = await read(set.train)
  if (set.test !== undefined) return { spec, train: all, test: await read(set.test) }
  return { spec, train: all.filter((_, index) => index % 5 !== 0), test: all.filter((_, index) => index % 5 === 0) }
}
