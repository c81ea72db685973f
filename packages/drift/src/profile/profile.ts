import { type Table, type WorkOptions, yieldToEventLoop } from '@millrace/core'
import type { Monitor } from '../monitor/define-monitor.ts'
import type { ColumnFrame } from './column-counter.ts'
import { createProfileCounter, emptyReference, frameIn, framesFrom, type ProfileFrames, segmentsIn } from './profile-counter.ts'
import type { Profile } from './profile-types.ts'

export { countInto } from './column-counter.ts'

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
 * @param options - given cells, signal, progress in columns, then in rows
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
  if (table.rowCount === 0) throw emptyReference('profile', monitor.name)
  const rows = table as Table<Record<string, unknown>>
  const frames = cellsOf === undefined ? await makeFrames(monitor, rows, { signal, progress }) : framesFrom(monitor, cellsOf)
  const counter = createProfileCounter(monitor, frames)
  for (let start = 0; start < rows.rowCount; start += slice) {
    await yieldToEventLoop(signal)
    counter.add(rows.slice(start, start + slice))
    progress?.({ task: 'profile', done: counter.rows, total: rows.rowCount, unit: 'rows' })
  }
  return counter.profile(table.version ?? null)
}

/** Rows that are counted before other work gets its turn. */
const slice = 262_144

/** Makes cells and levels from a table that stands for all rows. */
export async function makeFrames(monitor: Monitor, table: Table<Record<string, unknown>>, work: WorkOptions): Promise<ProfileFrames> {
  const columns: ColumnFrame[] = []
  const total = monitor.columns.length
  for (let index = 0; index < total; index++) {
    await yieldToEventLoop(work.signal)
    columns.push(frameIn(monitor, { index, table }))
    work.progress?.({ task: 'make cells', done: index + 1, total, unit: 'columns' })
  }
  return { columns, segments: segmentsIn(monitor, table) }
}
