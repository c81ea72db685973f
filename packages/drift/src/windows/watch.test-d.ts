import type { Table } from '@millrace/core'
import { describe, expectTypeOf, it } from 'vitest'
import type { Profile } from '../profile/profile-types.ts'
import { compareWindows } from './compare-windows.ts'
import { watch } from './watch.ts'
import type { WindowResult, WindowsReport } from './windows-report.ts'

interface Loan {
  readonly asked: string
  readonly amount: number
}

declare const profile: Profile
declare const loans: Table<Loan>
declare const stream: AsyncGenerator<Table<Loan>>

describe('windows', () => {
  it('are made of tables of any rows', () => {
    expectTypeOf(compareWindows(profile, loans)).resolves.toEqualTypeOf<WindowsReport>()
    expectTypeOf(watch(stream, profile)).toEqualTypeOf<AsyncGenerator<WindowResult>>()
  })

  it('are cut by rows or by time', () => {
    watch(stream, profile, { windows: { column: 'asked', period: 'week' }, latenessMs: 1000 })
    void compareWindows(profile, loans, { windows: { rows: 500 }, persistence: { least: 2, of: 3 } })
    // @ts-expect-error Type '"year"' is not assignable to type '"hour" | "day" | "week" | "month"'
    watch(stream, profile, { windows: { column: 'asked', period: 'year' } })
    // @ts-expect-error Argument of type 'Table<Loan>' is not assignable to parameter of type 'AsyncIterable<Table<unknown>>'
    watch(loans, profile)
  })

  it('leave the window and what is said of it to the comparison', () => {
    // @ts-expect-error 'window' does not exist in type 'CompareWindowsOptions'
    void compareWindows(profile, loans, { window: { fromMs: 0 } })
  })
})
