import { type Column, deepFreeze, isText, MillraceError, type Table, type WorkOptions, yieldToEventLoop } from '@millrace/core'
import type { Monitor, MonitoredColumn } from '../monitor/define-monitor.ts'
import { countIntoLevels, levelFrame } from './level-profile.ts'
import { countIntoFrame, numberFrame } from './number-profile.ts'
import type { ColumnProfile, Profile } from './profile-types.ts'

/**
 * How {@link profile} counts.
 *
 * @category Profiles
 * @since 0.1.0
 */
export interface ProfileOptions extends WorkOptions {
  /**
   * Counts into the cells of this profile, made by the same monitor, rather than into cells made from the table: parts of a reference, or windows of
   * current rows, that are merged later.
   */
  readonly cellsOf?: Profile | undefined
}

/**
 * Takes down the distribution of the monitored columns of the reference, which is the whole training table: plain JSON that travels with the model.
 *
 * Numbers are counted in cells of equal reference share that are frozen with the profile, with a cell of its own for each heavy value; NaN
 * is null, -0 is 0, infinities lie in the end cells. Of categories the most frequent levels are kept by name and the rest by digest. Those
 * levels, the edges, the least and the greatest number are the only values of the data that a profile holds.
 *
 * @param monitor - which columns
 * @param table - the reference rows, with the monitor's columns and any others
 * @param options - given cells, signal, progress in columns
 * @returns a frozen profile of a few kilobytes a column
 * @throws MillraceError `E_DRIFT_EMPTY` when the table has no rows; `E_COLUMN_UNKNOWN` when it lacks a column; `E_PROFILE_MISMATCH` when a
 *   column is of another physical kind than the monitor's, or the given cells are of other columns; `E_PROFILE_IDENTIFIER` when a string
 *   column of 50 rows or more has a new value in more than 90 % of them
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { defineMonitor, profile } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ area: z.enum(['Urban', 'Rural']) })
 * const rows = ['Urban', 'Rural', 'Urban'].map((area) => ({ area }) as z.infer<typeof Loan>)
 * const { columns } = await profile(defineMonitor(Loan), fromRows(Loan, rows))
 * columns.map(({ column, count, nulls }) => ({ column, count, nulls })) // => [{ column: 'area', count: 3, nulls: 0 }]
 * ```
 * @category Profiles
 * @since 0.1.0
 */
export async function profile<Name extends string>(
  monitor: Monitor<Name>,
  table: Table<Readonly<Record<NoInfer<Name>, unknown>>>,
  { cellsOf, signal, progress }: ProfileOptions = {},
): Promise<Profile> {
  if (table.rowCount === 0) throw empty(monitor.name)
  if (cellsOf !== undefined) checkSameColumns(monitor, cellsOf)
  const total = monitor.columns.length
  const columns: ColumnProfile[] = []
  for (const [index, monitored] of monitor.columns.entries()) {
    await yieldToEventLoop(signal)
    const column = (table as Table<Record<string, unknown>>).column(monitored.spec.name)
    columns.push(profileColumn(monitored, { column, monitor, given: cellsOf?.columns[index] }))
    progress?.({ task: 'profile', done: index + 1, total, unit: 'columns' })
  }
  return deepFreeze({
    format: 'millrace/drift-profile',
    schemaVersion: 1,
    monitor: monitor.name,
    settings: monitor.settings,
    rows: table.rowCount,
    digest: table.version ?? null,
    columns,
  })
}

interface Source {
  readonly column: Column
  readonly monitor: Monitor
  readonly given: ColumnProfile | undefined
}

function profileColumn(monitored: MonitoredColumn, { column, monitor: { settings }, given }: Source): ColumnProfile {
  const { spec } = monitored
  if (isText(spec.kind) !== (column.type === 'string')) {
    throw new MillraceError({
      code: 'E_PROFILE_MISMATCH',
      message: `column '${spec.name}' is of kind ${spec.kind} to the monitor, and the table holds it as ${column.type}s; read the table by the monitor's schema`,
      details: { column: spec.name, kind: spec.kind, type: column.type },
    })
  }
  return given === undefined
    ? column.type === 'number'
      ? countIntoFrame(numberFrame(monitored, { values: column.values, settings }), column)
      : countIntoLevels(levelFrame(monitored, { column, settings }), column)
    : countInto(given, column)
}

/** Counts a column of the right physical kind into the cells of a profile. */
export function countInto(given: ColumnProfile, column: Column): ColumnProfile {
  if (given.type === 'number' && column.type === 'number') return countIntoFrame({ ...given, distinct: null }, column)
  if (given.type === 'level' && column.type === 'string') return countIntoLevels({ ...given, distinct: null }, column)
  throw new TypeError(`countInto: a ${given.type} profile and a ${column.type} column`)
}

function checkSameColumns(monitor: Monitor, { columns }: Profile): void {
  const named = (parts: readonly { readonly column: string; readonly role: string; readonly kind: string }[]) =>
    parts.map(({ column, role, kind }) => `${role} '${column}' (${kind})`).join(', ')
  const expected = named(monitor.columns.map(({ spec, role }) => ({ column: spec.name, role, kind: spec.kind })))
  if (named(columns) === expected) return
  throw new MillraceError({
    code: 'E_PROFILE_MISMATCH',
    message: `the given cells are of ${named(columns)}; monitor '${monitor.name}' has ${expected}`,
    details: { monitor: monitor.name },
  })
}

function empty(monitor: string): MillraceError {
  return new MillraceError({
    code: 'E_DRIFT_EMPTY',
    message: `profile: the reference of monitor '${monitor}' has no rows; give at least one`,
    details: { monitor, side: 'reference' },
  })
}
