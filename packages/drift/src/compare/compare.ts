import { type Column, deepFreeze, findColumn, MillraceError, Table, type WorkOptions, yieldToEventLoop } from '@millrace/core'
import { frameOf } from '../profile/merge-profiles.ts'
import type { ColumnProfile, Profile } from '../profile/profile-types.ts'
import { compareColumn } from './compare-column.ts'
import type { ColumnRole, DriftReport } from './drift-report.ts'
import { judge } from './judge.ts'
import type { Measure } from './measure.ts'

/**
 * When the current rows were written; for the report alone.
 *
 * @category Comparison
 * @since 0.1.0
 */
export interface Window {
  /** Begin, in milliseconds since 1970-01-01 UTC. */
  readonly fromMs?: number
  /** End, not included. */
  readonly toMs?: number
}

/**
 * How {@link compare} works.
 *
 * @category Comparison
 * @since 0.1.0
 */
export interface CompareOptions extends WorkOptions {
  /** The raw reference rows that the profile was made of: Kolmogorov-Smirnov is then exact, and nothing is inconclusive. */
  readonly reference?: Table | undefined
  /** When the current rows were written. */
  readonly window?: Window | undefined
}

/**
 * Compares current rows with the reference, column by column, and decides which have drifted.
 *
 * Numbers are tested by Kolmogorov-Smirnov, or by chi-square where they have ties to speak of; categories by chi-square. Nulls are left out of these
 * tests and are a test of their own. p-values are corrected by Benjamini-Hochberg over the input and monitored columns; target and
 * predictions are families of their own, and so are the null shares of each. A column drifted when it is significant and its effect
 * is not below its floor. Columns that the monitor does not name are ignored; one that is missing, of another type or null throughout has
 * failed and stops nothing.
 *
 * @param profile - of the reference
 * @param current - the current rows, or a profile of them in the same cells
 * @param options - raw reference, window, signal, progress in columns
 * @returns a frozen report, which is strict JSON
 * @throws MillraceError `E_DRIFT_EMPTY` when there are no current rows; `E_PROFILE_MISMATCH` when the raw reference is not that of the
 *   profile, or a current profile has other cells
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { compare, defineMonitor, profile } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const loans = (shift: number) => fromRows(Loan, Array.from({ length: 300 }, (_, i) => ({ amount: i + shift })))
 * const reference = await profile(defineMonitor(Loan), loans(0))
 * const report = await compare(reference, loans(90))
 * report.drifted // => ['amount']
 * ```
 * @category Comparison
 * @since 0.1.0
 */
export async function compare(
  profile: Profile,
  current: Table | Profile,
  { reference, window, signal, progress }: CompareOptions = {},
): Promise<DriftReport> {
  const rows = isTable(current) ? current.rowCount : current.rows
  if (rows === 0) throw empty(profile.monitor)
  if (reference !== undefined && reference.rowCount !== profile.rows) throw otherReference(profile.rows, reference.rowCount)
  const measures: Measure[] = []
  for (const [index, column] of profile.columns.entries()) {
    await yieldToEventLoop(signal)
    const given = isTable(current) ? columnOf(current, column.column) : profileOf(current, column)
    const raw = reference === undefined ? undefined : rawColumn(reference, column)
    measures.push(compareColumn(column, { current: given, raw, settings: profile.settings }))
    progress?.({ task: 'compare', done: index + 1, total: profile.columns.length, unit: 'columns' })
  }
  const { significance } = profile.settings
  const family = (role: ColumnRole) =>
    judge(
      measures.filter((measure) => measure.role === role),
      significance,
    )
  const columns = family('input')
  return deepFreeze({
    format: 'millrace/drift-report',
    schemaVersion: 1,
    monitor: profile.monitor,
    significance,
    correction: 'benjamini-hochberg',
    mode: 'millrace',
    dataset: null,
    reference: { rows: profile.rows, digest: profile.digest, raw: reference !== undefined },
    current: {
      rows,
      digest: (isTable(current) ? current.version : current.digest) ?? null,
      fromMs: window?.fromMs ?? null,
      toMs: window?.toMs ?? null,
    },
    columns,
    target: family('target')[0] ?? null,
    predictions: family('prediction'),
    ranked: columns.map(({ column }) => column),
    drifted: columns.filter(({ drifted }) => drifted).map(({ column }) => column),
    nullsDrifted: columns.filter(({ nulls }) => nulls.drifted).map(({ column }) => column),
    quality: [],
    approval: null,
    segments: [],
    performance: null,
    domain: null,
  })
}

const isTable = (rows: Table | Profile): rows is Table => Table.isInstance(rows)

function columnOf(table: Table, name: string): Column | undefined {
  return findColumn(table.schema, name) === undefined ? undefined : (table as Table<Record<string, unknown>>).column(name)
}

function profileOf(current: Profile, column: ColumnProfile): ColumnProfile | undefined {
  const found = current.columns.find((other) => other.column === column.column)
  if (found === undefined || JSON.stringify(frameOf(found)) === JSON.stringify(frameOf(column))) return found
  throw new MillraceError({
    code: 'E_PROFILE_MISMATCH',
    message: `compare: the current profile has other cells of column '${column.column}'; make it with 'cellsOf' the reference's profile`,
    details: { column: column.column },
  })
}

function rawColumn(reference: Table, profile: ColumnProfile): Column | undefined {
  const column = columnOf(reference, profile.column)
  if (column?.type !== 'number' || profile.type !== 'number') return undefined
  const count = column.values.reduce((sum, value) => sum + (value === value ? 1 : 0), 0)
  if (count !== profile.count) throw otherReference(profile.count, count, profile.column)
  return column
}

function otherReference(expected: number, given: number, column: string | null = null): MillraceError {
  const what = column === null ? 'rows' : `values in column '${column}'`
  return new MillraceError({
    code: 'E_PROFILE_MISMATCH',
    message: `compare: the raw reference has ${given} ${what}, the profile was made of ${expected}; give the rows that it was made of`,
    details: { column, expected, given },
  })
}

function empty(monitor: string): MillraceError {
  return new MillraceError({
    code: 'E_DRIFT_EMPTY',
    message: `compare: there are no current rows for monitor '${monitor}'; give at least one`,
    details: { monitor, side: 'current' },
  })
}
