import type { Table } from '@millrace/core'
import { describe, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import { profile } from '../profile/profile.ts'
import type { Profile } from '../profile/profile-types.ts'
import { defineMonitor, type Monitor } from './define-monitor.ts'
import type { MonitorOptions } from './settings.ts'

const Loan = z.object({ income: z.number(), area: z.enum(['Urban', 'Rural']), repaid: z.boolean() })

declare const loans: Table<z.infer<typeof Loan>>
declare const scored: Table<z.infer<typeof Loan> & { probability: number }>
declare const incomes: Table<{ income: number }>

describe('a monitor', () => {
  const monitor = defineMonitor(Loan, { columns: ['income', 'area'], target: 'repaid' })

  it('knows the columns of its schema', () => {
    expectTypeOf(monitor).toEqualTypeOf<Monitor<'income' | 'area' | 'repaid'>>()
    expectTypeOf(monitor).toExtend<Monitor>()
  })

  it('refuses columns that the schema lacks, and names those it has', () => {
    // @ts-expect-error Type '"incme"' is not assignable to type '"income" | "area" | "repaid"'
    defineMonitor(Loan, { columns: ['incme'] })
    // @ts-expect-error Type '"defaulted"' is not assignable to type '"income" | "area" | "repaid"'
    defineMonitor(Loan, { target: 'defaulted' })
    // @ts-expect-error Type '"probability"' is not assignable to type '"income" | "area" | "repaid"'
    defineMonitor(Loan, { predictions: ['probability'] })
    // @ts-expect-error Type '"region"' is not assignable to type '"income" | "area" | "repaid"'
    defineMonitor(Loan, { segments: ['region'] })
    // @ts-expect-error 'incme' does not exist in type '{ readonly income?: …; readonly area?: …; readonly repaid?: … }'
    defineMonitor(Loan, { tests: { incme: 'wasserstein' } })
    // @ts-expect-error Type '"written"' is not assignable to type '"income" | "area" | "repaid"'
    defineMonitor(Loan, { windows: { column: 'written', period: 'week' } })
    // @ts-expect-error Type '"score"' is not assignable to type '"income" | "area" | "repaid"'
    defineMonitor(Loan, { approval: { column: 'score', threshold: 0.5 } })
  })

  it('takes tests, segments, windows and approval by the names of its columns', () => {
    const options = {
      tests: { income: { test: 'wasserstein', threshold: 0.2 }, area: 'l-infinity' },
      segments: ['area'],
      windows: { rows: 500 },
      approval: { column: 'income', threshold: 900, approve: 'below' },
    } as const satisfies MonitorOptions<'income' | 'area' | 'repaid'>
    expectTypeOf(defineMonitor(Loan, options)).toEqualTypeOf<Monitor<'income' | 'area' | 'repaid'>>()
    // @ts-expect-error Type '"ks"' is not assignable to type 'TestName | TestChoice | undefined'
    defineMonitor(Loan, { tests: { income: 'ks' } })
    // @ts-expect-error a window is of rows or of time
    defineMonitor(Loan, { windows: { period: 'week' } })
  })

  it('profiles tables that have its columns, and others besides', () => {
    expectTypeOf(profile(monitor, loans)).resolves.toEqualTypeOf<Profile>()
    expectTypeOf(profile(monitor, scored)).resolves.toEqualTypeOf<Profile>()
    // @ts-expect-error Type '{ income: number; }' is missing the following properties: area, repaid
    void profile(monitor, incomes)
  })
})
