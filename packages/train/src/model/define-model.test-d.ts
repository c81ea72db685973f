import { add, coalesce, defineFeatures, div, fromRows, log1p, type Model, type Prediction, year } from '@millrace/core'
import { impute, oneHot, standardize } from '@millrace/data'
import { expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { crossValidate } from '../evaluation/cross-validate.ts'
import { dummy } from '../trainers/dummy.ts'
import { logisticRegression } from '../trainers/linear/logistic/logistic-regression.ts'
import { mlRandomForest } from '../trainers/ml-random-forest/ml-random-forest.ts'
import { defineModel, type ModelSpec } from './define-model.ts'
import { binary } from './target.ts'
import { train } from './train.ts'

const Loan = z.object({
  Loan_ID: z.string(),
  ApplicantIncome: z.number(),
  CoapplicantIncome: z.number(),
  LoanAmount: z.number().nullable(),
  Loan_Amount_Term: z.number().nullable(),
  Credit_History: z.number().nullable(),
  Property_Area: z.enum(['Urban', 'Rural']).nullable(),
  Gender: z.enum(['Male', 'Female']).nullable(),
  applied: z.iso.date(),
  remark: z.string().optional(),
  Loan_Status: z.enum(['Y', 'N']),
})
const features = defineFeatures(Loan, (loan) => ({
  income: add(loan.ApplicantIncome, loan.CoapplicantIncome).pipe(log1p, standardize()),
  instalment: div(loan.LoanAmount, loan.Loan_Amount_Term).pipe(impute('median'), standardize()),
  history: loan.Credit_History.pipe(oneHot()),
  area: loan.Property_Area.pipe(oneHot()),
  year: year(loan.applied),
}))
const withNull = defineFeatures(Loan, (loan) => ({ amount: loan.LoanAmount.pipe(standardize()), other: coalesce(loan.LoanAmount, 0) }))
const target = binary('Loan_Status', { positive: 'Y' })
const approval = defineModel({ name: 'approval', features, target, trainer: mlRandomForest() })

type InputOf<Spec> = Spec extends ModelSpec<infer In, unknown> ? In : never
interface Served {
  readonly ApplicantIncome: number
  readonly CoapplicantIncome: number
  readonly LoanAmount: number | null
  readonly Loan_Amount_Term: number | null
  readonly Credit_History: number | null
  readonly Property_Area: 'Urban' | 'Rural' | null
  readonly applied: string
}
interface ServedWithGender extends Served {
  readonly Gender: 'Male' | 'Female' | null
}

test('a request has exactly the columns that features read, and the monitored ones', () => {
  expectTypeOf<InputOf<typeof approval>>().toEqualTypeOf<Served>()
  const monitored = defineModel({ name: 'approval', features, target, trainer: mlRandomForest(), monitored: ['Gender', 'applied'] })
  expectTypeOf<InputOf<typeof monitored>>().toEqualTypeOf<ServedWithGender>()
})

test('a column that may be left out may be left out of a request', () => {
  const spec = defineModel({
    name: 'remarks',
    features: defineFeatures(Loan, ({ remark }) => ({ remark: remark.pipe(oneHot()) })),
    target,
    trainer: dummy(),
  })
  expectTypeOf<InputOf<typeof spec>>().toEqualTypeOf<{ readonly remark?: string | undefined }>()
})

test('a model of the spec predicts labels of the target', async () => {
  const model = await train(approval, fromRows(Loan, []), { seed: 7 })
  expectTypeOf(model).toEqualTypeOf<Model<InputOf<typeof approval>, 'Y' | 'N'>>()
  expectTypeOf(model.predict({} as Served)).toEqualTypeOf<Prediction<'Y' | 'N'>>()
  const Paid = z.object({ x: z.number(), paid: z.boolean().nullable() })
  const paid = defineModel({
    name: 'paid',
    features: defineFeatures(Paid, ({ x }) => ({ x })),
    target: binary('paid', { positive: true }),
    trainer: dummy(),
  })
  expectTypeOf((await train(paid, fromRows(Paid, []), { seed: 7 })).predict({ x: 1 }).label).toEqualTypeOf<boolean>()
})

test('a trainer that accepts null takes features that may be null, and others do not', () => {
  defineModel({ name: 'x', features: withNull, target, trainer: dummy() })
  // @ts-expect-error feature 'amount' may be null: impute it, or use a trainer that accepts null
  defineModel({ name: 'x', features: withNull, target, trainer: logisticRegression() })
  // @ts-expect-error feature 'amount' may be null: impute it, or use a trainer that accepts null
  defineModel({ name: 'x', features: withNull, target, trainer: mlRandomForest() })
})

test('a target that a feature reads, or that is none, does not compile', () => {
  const leak = defineFeatures(Loan, (loan) => ({ status: loan.Loan_Status.pipe(oneHot()), income: add(loan.ApplicantIncome, 1) }))
  // @ts-expect-error the target 'Loan_Status' is also read by a feature
  defineModel({ name: 'x', features: leak, target, trainer: mlRandomForest() })
  // @ts-expect-error 'yes' is not a value of column 'Loan_Status'
  defineModel({ name: 'x', features, target: binary('Loan_Status', { positive: 'yes' }), trainer: mlRandomForest() })
  // @ts-expect-error the schema has no column 'Status'
  defineModel({ name: 'x', features, target: binary('Status', { positive: 'Y' }), trainer: mlRandomForest() })
})

test('monitored columns are columns', () => {
  // @ts-expect-error the schema has no column 'Sex'
  defineModel({ name: 'x', features, target, trainer: mlRandomForest(), monitored: ['Sex'] })
})

test('features of the wrong kind do not compile', () => {
  // @ts-expect-error a string fed to standardize
  defineFeatures(Loan, (loan) => ({ a: loan.Property_Area.pipe(standardize()) }))
  // @ts-expect-error 'Propertyarea' does not exist; did you mean 'Property_Area'?
  defineFeatures(Loan, (loan) => ({ a: loan.Propertyarea.pipe(standardize()) }))
  // @ts-expect-error a group has no pipe
  defineFeatures(Loan, (loan) => ({ a: loan.Property_Area.pipe(oneHot(), standardize()) }))
  // @ts-expect-error a string is no feature
  defineFeatures(Loan, (loan) => ({ a: loan.Loan_ID }))
  // @ts-expect-error a string is no day
  defineFeatures(Loan, (loan) => ({ a: year(loan.Loan_ID) }))
})

test('a table of other rows is no training data; one with more columns is', () => {
  const fewer = fromRows(z.object({ ApplicantIncome: z.number(), Loan_Status: z.enum(['Y', 'N']) }), [])
  const other = fromRows(Loan.extend({ ApplicantIncome: z.string() }), [])
  const more = fromRows(Loan.extend({ branch: z.string() }), [])
  const options = { seed: 7 }
  train(approval, more, options)
  crossValidate(approval, more, options)
  // @ts-expect-error columns are missing
  train(approval, fewer, options)
  // @ts-expect-error columns are missing
  crossValidate(approval, fewer, options)
  // @ts-expect-error the income is a string
  train(approval, other, options)
  // @ts-expect-error the income is a string
  crossValidate(approval, other, options)
})

test('training needs a seed', () => {
  // @ts-expect-error seed is missing
  train(approval, fromRows(Loan, []), {})
})
