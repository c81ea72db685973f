import { seededRandom, type Table } from '@millrace/core'
import { compare, defineMonitor, profile, type TestName } from '../../src/index.ts'
import { rowsOf, tableOf } from '../support/table-of.ts'
import type { Law } from './laws.ts'

/** What is drawn and compared, again and again. */
export interface Trial {
  /** The law of each column on both sides. */
  readonly columns: readonly { readonly reference: Law; readonly current: Law }[]
  readonly reference: number
  readonly current: number
  readonly repeats: number
  readonly seed: number
  /** A test in place of the automatic choice. */
  readonly test?: TestName
}

/** Shares of the repeats. */
export interface Rates {
  readonly repeats: number
  /** In which a p-value, uncorrected, of the first column is below 0.05. */
  readonly significant: number
  /** In which any column drifted: significant after correction, and at its floor. */
  readonly flagged: number
}

/** Draws reference and current rows anew for each repeat, profiles, compares with raw reference values, and counts. */
export async function ratesOf({ columns, reference, current, repeats, seed, test }: Trial): Promise<Rates> {
  const random = seededRandom(seed)
  let significant = 0
  let flagged = 0
  for (let repeat = 0; repeat < repeats; repeat++) {
    const before = tableOf(columns.map((law, i) => [`x${i}`, law.reference(random, reference)]))
    const now = tableOf(columns.map((law, i) => [`x${i}`, law.current(random, current)]))
    const report = await compare(await profile(monitorOf(before, test), before), now, { reference: before })
    if ((report.columns[0]!.pValue ?? 1) < 0.05) significant++
    if (report.drifted.length > 0) flagged++
  }
  return { repeats, significant: significant / repeats, flagged: flagged / repeats }
}

/** Standard error of a rate of 5 % after so many repeats. */
export const standardError = (repeats: number, rate = 0.05) => Math.sqrt((rate * (1 - rate)) / repeats)

function monitorOf(table: Table, test: TestName | undefined) {
  const tests = test === undefined ? {} : { tests: Object.fromEntries(table.schema.columns.map(({ name }) => [name, test])) }
  return defineMonitor(rowsOf(table), tests)
}
