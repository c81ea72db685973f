import { add, defineFeatures, div, type Expr, type ExprGroup, eq, log1p, sqrt, year } from '@millrace/core'
import { describe, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import { bucketize, quantileBuckets } from './buckets.ts'
import { clip } from './clip.ts'
import { frequency, ordinal } from './encodings.ts'
import { impute } from './impute.ts'
import { indicator } from './indicator.ts'
import { oneHot } from './one-hot.ts'
import { minMax, robust, standardize } from './scaling.ts'
import { targetEncode } from './target-encode.ts'

const Loan = z.object({
  id: z.string(),
  income: z.number(),
  amount: z.number().nullable(),
  late: z.boolean().nullable(),
  area: z.enum(['Urban', 'Rural']).nullable(),
  applied: z.iso.date(),
})

declare const income: Expr<number, 'income'>
declare const amount: Expr<number | null, 'amount'>
declare const late: Expr<boolean | null, 'late'>
declare const area: Expr<'Urban' | 'Rural' | null, 'area'>
declare const id: Expr<string, 'id'>

describe('null', () => {
  it('passes through what does not take it', () => {
    for (const transform of [standardize(), minMax(), robust(), clip()]) {
      expectTypeOf(income.pipe(transform)).toEqualTypeOf<Expr<number, 'income'>>()
      expectTypeOf(amount.pipe(transform)).toEqualTypeOf<Expr<number | null, 'amount'>>()
      expectTypeOf(late.pipe(transform)).toEqualTypeOf<Expr<number | null, 'late'>>()
    }
  })

  it('does not come out of what takes it', () => {
    for (const transform of [impute('median'), bucketize([1]), quantileBuckets(4)]) {
      expectTypeOf(amount.pipe(transform)).toEqualTypeOf<Expr<number, 'amount'>>()
      expectTypeOf(late.pipe(transform)).toEqualTypeOf<Expr<number, 'late'>>()
    }
    for (const transform of [ordinal(['Rural']), frequency(), targetEncode()])
      expectTypeOf(area.pipe(transform)).toEqualTypeOf<Expr<number, 'area'>>()
    expectTypeOf(area.pipe(oneHot())).toEqualTypeOf<ExprGroup<number, 'area'>>()
    expectTypeOf(area.pipe(indicator)).toEqualTypeOf<Expr<boolean, 'area'>>()
  })

  it('is known feature by feature', () => {
    const features = defineFeatures(Loan, (loan) => ({
      filled: loan.amount.pipe(impute('mean'), standardize()),
      kept: loan.amount.pipe(standardize()),
      quotient: div(loan.income, loan.amount).pipe(clip()),
      total: add(loan.income, loan.income).pipe(log1p, standardize()),
      root: sqrt(loan.income),
      area: loan.area.pipe(oneHot()),
      year: year(loan.applied).pipe(bucketize([2000])),
    }))
    expectTypeOf<NonNullable<(typeof features)['~null']>>().toEqualTypeOf<'kept' | 'quotient' | 'root'>()
  })
})

describe('what does not compile', () => {
  it('a string where a number is needed, and a number where a string is', () => {
    // @ts-expect-error a string fed to standardize
    area.pipe(standardize())
    // @ts-expect-error a string fed to impute
    id.pipe(impute('median'))
    // @ts-expect-error a number fed to targetEncode
    income.pipe(targetEncode())
    // @ts-expect-error a number fed to ordinal
    income.pipe(ordinal(['1']))
  })

  it('a day without a date part', () => {
    // @ts-expect-error a day is no number
    defineFeatures(Loan, (loan) => ({ applied: loan.applied.pipe(standardize()) }))
    // @ts-expect-error a day has no categories
    defineFeatures(Loan, (loan) => ({ applied: loan.applied.pipe(oneHot()) }))
  })

  it('a string as a feature', () => {
    // @ts-expect-error a string must be encoded
    defineFeatures(Loan, (loan) => ({ area: loan.area }))
  })

  it('something after a group', () => {
    // @ts-expect-error a group has no pipe
    area.pipe(oneHot()).pipe
    // @ts-expect-error a group is no expression
    area.pipe(oneHot(), standardize())
  })

  it('a category that the column lacks', () => {
    // @ts-expect-error 'Semiurban' is no value of the column
    eq(area, 'Semiurban')
  })

  it('options that do not exist', () => {
    // @ts-expect-error no such fill
    impute('average')
    // @ts-expect-error no such policy
    oneHot({ nulls: 'drop' })
  })
})
