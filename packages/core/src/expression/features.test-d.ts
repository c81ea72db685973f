import { describe, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import { oneHot, standardize } from '../../test/support/transforms.ts'
import { add, clamp, div, mul } from './arithmetic.ts'
import { eq, gt, isIn } from './comparison.ts'
import { day, daysBetween, epochMilliseconds, year } from './dates.ts'
import { log, sqrt } from './elementary.ts'
import type { Expr, ExprGroup } from './expr.ts'
import { defineFeatures, type FeatureSpec } from './features.ts'
import { log1p } from './log1p.ts'
import { and, coalesce, isNull, when } from './logic.ts'
import { lookup, pick } from './lookup.ts'

const Loan = z.object({
  id: z.string(),
  income: z.number(),
  amount: z.number().nullable(),
  term: z.int().optional(),
  agreed: z.boolean(),
  area: z.enum(['Urban', 'Rural']).nullable(),
  applied: z.iso.date(),
  seen: z.iso.datetime().nullable(),
  paid: z.date(),
})
type Loan = z.output<typeof Loan>

type ReadsOf<F> = F extends FeatureSpec<Loan, infer Reads, unknown> ? Reads : never
type NullableOf<F> = F extends FeatureSpec<Loan, never, infer N> ? N : F extends { readonly '~null'?: infer N } ? NonNullable<N> : never

describe('a spec knows', () => {
  const features = defineFeatures(Loan, (loan) => ({
    sum: add(loan.income, coalesce(loan.amount, 0)).pipe(log1p, standardize()),
    share: div(loan.amount, loan.income),
    area: loan.area.pipe(oneHot()),
    year: year(loan.applied),
    one: add(1 as never, 1),
  }))

  it('the columns that its features read', () => {
    expectTypeOf<ReadsOf<typeof features>>().toEqualTypeOf<'income' | 'amount' | 'area' | 'applied'>()
  })

  it('which features may be null', () => {
    expectTypeOf<NullableOf<typeof features>>().toEqualTypeOf<'share'>()
  })
})

describe('an expression knows what it can be', () => {
  it('of a column of each kind', () => {
    defineFeatures(Loan, (loan) => {
      expectTypeOf(loan.id).toEqualTypeOf<Expr<string, 'id'>>()
      expectTypeOf(loan.income).toEqualTypeOf<Expr<number, 'income'>>()
      expectTypeOf(loan.amount).toEqualTypeOf<Expr<number | null, 'amount'>>()
      expectTypeOf(loan.term).toEqualTypeOf<Expr<number | null, 'term'>>()
      expectTypeOf(loan.agreed).toEqualTypeOf<Expr<boolean, 'agreed'>>()
      expectTypeOf(loan.area).toEqualTypeOf<Expr<'Urban' | 'Rural' | null, 'area'>>()
      return { income: loan.income }
    })
  })

  it('null where an operand may be, and where a division or a domain may make it so', () => {
    defineFeatures(Loan, (loan) => {
      expectTypeOf(add(loan.income, 1)).toEqualTypeOf<Expr<number, 'income'>>()
      expectTypeOf(add(loan.income, loan.amount)).toEqualTypeOf<Expr<number | null, 'income' | 'amount'>>()
      expectTypeOf(div(loan.income, 2)).toEqualTypeOf<Expr<number, 'income'>>()
      expectTypeOf(div(loan.income, loan.income)).toEqualTypeOf<Expr<number | null, 'income'>>()
      expectTypeOf(log(loan.income)).toEqualTypeOf<Expr<number | null, 'income'>>()
      expectTypeOf(sqrt(loan.income)).toEqualTypeOf<Expr<number | null, 'income'>>()
      expectTypeOf(log1p(loan.income)).toEqualTypeOf<Expr<number, 'income'>>()
      expectTypeOf(log1p(loan.amount)).toEqualTypeOf<Expr<number | null, 'amount'>>()
      expectTypeOf(clamp(loan.amount, 0, 1)).toEqualTypeOf<Expr<number | null, 'amount'>>()
      expectTypeOf(coalesce(loan.amount, 0)).toEqualTypeOf<Expr<number, 'amount'>>()
      expectTypeOf(isNull(loan.area)).toEqualTypeOf<Expr<boolean, 'area'>>()
      expectTypeOf(eq(loan.area, 'Urban')).toEqualTypeOf<Expr<boolean | null, 'area'>>()
      expectTypeOf(and(loan.agreed, gt(loan.amount, 1))).toEqualTypeOf<Expr<boolean | null, 'agreed' | 'amount'>>()
      expectTypeOf(when(loan.agreed, loan.income, loan.amount)).toEqualTypeOf<Expr<number | null, 'agreed' | 'income' | 'amount'>>()
      expectTypeOf(lookup(loan.area, [['Urban', 1]], { other: 0, missing: 0 })).toEqualTypeOf<Expr<number, 'area'>>()
      expectTypeOf(lookup(loan.area, [['Urban', 1]], { other: 0, missing: null })).toEqualTypeOf<Expr<number | null, 'area'>>()
      expectTypeOf(pick(loan.agreed, ['no', 'yes'])).toEqualTypeOf<Expr<'no' | 'yes' | null, 'agreed'>>()
      expectTypeOf(year(day(loan.seen))).toEqualTypeOf<Expr<number | null, 'seen'>>()
      expectTypeOf(epochMilliseconds(loan.paid)).toEqualTypeOf<Expr<number, 'paid'>>()
      return { income: loan.income }
    })
  })

  it('through a transform: null passes where the transform does not take it, and a group is a group', () => {
    defineFeatures(Loan, (loan) => {
      expectTypeOf(loan.income.pipe(standardize())).toEqualTypeOf<Expr<number, 'income'>>()
      expectTypeOf(loan.amount.pipe(standardize())).toEqualTypeOf<Expr<number | null, 'amount'>>()
      expectTypeOf(loan.area.pipe(oneHot())).toEqualTypeOf<ExprGroup<number, 'area'>>()
      return { income: loan.income }
    })
  })
})

it('mistakes do not compile', () => {
  // @ts-expect-error Property 'incom' does not exist … Did you mean 'income'?
  defineFeatures(Loan, (loan) => ({ a: add(loan.incom, 1) }))
  // @ts-expect-error a string is no feature
  defineFeatures(Loan, (loan) => ({ a: loan.id }))
  // @ts-expect-error a picked string is no feature
  defineFeatures(Loan, (loan) => ({ a: pick(loan.agreed, ['no', 'yes']) }))
  // @ts-expect-error a day is no feature: take a part of it
  defineFeatures(Loan, (loan) => ({ a: loan.applied }))
  // @ts-expect-error a string fed to standardize
  defineFeatures(Loan, (loan) => ({ a: loan.area.pipe(standardize()) }))
  // @ts-expect-error a number fed to a group of strings
  defineFeatures(Loan, (loan) => ({ a: loan.income.pipe(oneHot()) }))
  // @ts-expect-error a group has no pipe
  defineFeatures(Loan, (loan) => ({ a: loan.area.pipe(oneHot(), standardize()) }))
  // @ts-expect-error a string is no day
  defineFeatures(Loan, (loan) => ({ a: year(loan.id) }))
  // @ts-expect-error a number is no day
  defineFeatures(Loan, (loan) => ({ a: year(loan.income) }))
  // @ts-expect-error an instant is no day: take its day
  defineFeatures(Loan, (loan) => ({ a: year(loan.seen) }))
  // @ts-expect-error days are counted between days
  defineFeatures(Loan, (loan) => ({ a: daysBetween(loan.applied, loan.paid) }))
  // @ts-expect-error a string has no arithmetic
  defineFeatures(Loan, (loan) => ({ a: mul(loan.area, 2) }))
  // @ts-expect-error 'Moon' is no value of the column
  defineFeatures(Loan, (loan) => ({ a: eq(loan.area, 'Moon') }))
  // @ts-expect-error a number is no value of the column
  defineFeatures(Loan, (loan) => ({ a: isIn(loan.area, [1]) }))
  // @ts-expect-error a condition is a boolean
  defineFeatures(Loan, (loan) => ({ a: when(loan.income, 1, 0) }))
  // @ts-expect-error only strings are looked up
  defineFeatures(Loan, (loan) => ({ a: lookup(loan.income, [], { other: 0, missing: 0 }) }))
  // @ts-expect-error null is not what stands for null
  defineFeatures(Loan, (loan) => ({ a: coalesce(loan.amount, null) }))
})
