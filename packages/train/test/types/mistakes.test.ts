import { beforeAll, describe, expect, test } from 'vitest'
import { type Compiled, compile } from './compile.ts'

/** Each mistake, on a line of its own, with what the compiler says of it. */
const mistakes: readonly (readonly [what: string, code: string, message: string])[] = [
  [
    'a feature that may be null, and a trainer that does not accept that',
    'defineModel({ name, features: withNull, target, trainer: mlRandomForest() })',
    "feature 'amount' may be null: impute it, or use a trainer that accepts null",
  ],
  [
    'a target that a feature reads',
    'defineModel({ name, features: leak, target, trainer: dummy() })',
    "the target 'Loan_Status' is also read by a feature",
  ],
  [
    'a positive label that is no value of the target',
    "defineModel({ name, features, target: binary('Loan_Status', { positive: 'yes' }), trainer: mlRandomForest() })",
    "'yes' is not a value of column 'Loan_Status'",
  ],
  [
    'a target that is no column',
    "defineModel({ name, features, target: binary('Status', { positive: 'Y' }), trainer: mlRandomForest() })",
    "the schema has no column 'Status'",
  ],
  [
    'a monitored column that is none',
    "defineModel({ name, features, target, trainer: mlRandomForest(), monitored: ['Sex'] })",
    `Type '"Sex"' is not assignable to type '"Loan_ID" | "LoanAmount" | "Property_Area" | "Loan_Status"'`,
  ],
  [
    'a string fed to standardize',
    'defineFeatures(Loan, (loan) => ({ a: loan.Property_Area.pipe(standardize()) }))',
    `Type '"Urban"' is not assignable to type 'number | boolean | null'`,
  ],
  ['a misspelt column', 'defineFeatures(Loan, (loan) => ({ a: loan.Propertyarea.pipe(standardize()) }))', "Did you mean 'Property_Area'?"],
  [
    'a group in a pipe',
    'defineFeatures(Loan, (loan) => ({ a: loan.Property_Area.pipe(oneHot(), standardize()) }))',
    "Property 'pipe' is missing in type 'ExprGroup<",
  ],
  [
    'a string as a feature',
    'defineFeatures(Loan, (loan) => ({ a: loan.Loan_ID }))',
    "Type 'string' is not assignable to type 'number | boolean | null'",
  ],
  ['a string as a day', 'defineFeatures(Loan, (loan) => ({ a: year(loan.Loan_ID) }))', "Type 'string' is not assignable to type 'Day"],
]

const before = `
import { coalesce, defineFeatures, year } from '@millrace/core'
import { oneHot, standardize } from '@millrace/data'
import { binary, defineModel, dummy, mlRandomForest } from '@millrace/train'
import { z } from 'zod'
const Loan = z.object({ Loan_ID: z.string(), LoanAmount: z.number().nullable(), Property_Area: z.enum(['Urban', 'Rural']), Loan_Status: z.enum(['Y', 'N']) })
const features = defineFeatures(Loan, (loan) => ({ area: loan.Property_Area.pipe(oneHot()) }))
const withNull = defineFeatures(Loan, (loan) => ({ amount: loan.LoanAmount.pipe(standardize()), other: coalesce(loan.LoanAmount, 0) }))
const leak = defineFeatures(Loan, (loan) => ({ status: loan.Loan_Status.pipe(oneHot()), area: loan.Property_Area.pipe(oneHot()) }))
const target = binary('Loan_Status', { positive: 'Y' })
const name = 'x'
defineModel({ name, features: withNull, target, trainer: dummy(), monitored: ['Property_Area'] })
`
const firstLine = before.split('\n').length - 1

describe('a mistake does not compile, and the compiler says in words why', () => {
  let compiled: Compiled
  beforeAll(() => {
    compiled = compile(before + mistakes.map(([, code]) => code).join('\n'))
  }, 60_000)

  test('what comes before the mistakes compiles', () => {
    expect([...compiled.errors].filter(([line]) => line < firstLine)).toEqual([])
  })

  test.each(mistakes.map(([what, , message], index) => [what, index, message] as const))('%s', (_, index, message) => {
    expect(compiled.errors.get(firstLine + index)).toContain(message)
  })
})
