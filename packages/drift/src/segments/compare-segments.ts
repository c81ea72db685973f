import { deepFreeze, type Table, type WorkOptions, yieldToEventLoop } from '@millrace/core'
import type { ApprovalChange } from '../compare/approval-change.ts'
import { approvalChangeOf } from '../compare/approval-change-of.ts'
import { approvedRows } from '../compare/approved-rows.ts'
import { compareColumn } from '../compare/compare-column.ts'
import { judge } from '../compare/judge.ts'
import type { Measure } from '../compare/measure.ts'
import { optionError } from '../internal/errors.ts'
import { profileOfSegment } from '../profile/profile-of-segment.ts'
import type { Profile } from '../profile/profile-types.ts'
import { maxSegments } from '../profile/segment-counter.ts'
import { type CurrentSegment, currentSegments } from './current-segments.ts'
import type { SegmentDrift } from './segment-drift.ts'

/**
 * How {@link compareSegments} works.
 *
 * @category Segments
 * @since 0.1.0
 */
export interface CompareSegmentsOptions extends WorkOptions {
  /** Segments with fewer rows on a side are not judged; from 1 on. @defaultValue 30 */
  readonly minimumRows?: number | undefined
}

/**
 * Compares the rows of each segment (`region = North`) with the reference rows of the same segment, so that what drifts in one region is not lost in the
 * whole.
 *
 * Every column but the one that makes the segments is judged as `compare` does, with p-values corrected over all columns of all
 * segments together. Rows whose segment is null are in none.
 *
 * @param profile - of the reference, by a monitor that names segments
 * @param current - the current rows, or a profile of them in the same cells
 * @param options - fewest rows, signal, progress in segments
 * @returns frozen segments: those of the reference in its order, then new ones, the most frequent first, at most 50 a column; of a column with more
 *   reference segments than a profile keeps, new ones cannot be told and are left out, nor does a current profile tell of new ones
 * @throws MillraceError `E_DRIFT_OPTION` when the fewest rows are not an integer from 1 on
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { compareSegments, defineMonitor, profile } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ region: z.enum(['North', 'South']), amount: z.number() })
 * const loans = (north: number) =>
 *   fromRows(Loan, Array.from({ length: 600 }, (_, i) => ({ region: i % 2 ? 'North' : 'South', amount: (i % 97) + (i % 2) * north }) as const))
 * const reference = await profile(defineMonitor(Loan, { segments: ['region'] }), loans(0))
 * const segments = await compareSegments(reference, loans(30))
 * segments.map(({ value, drifted }) => [value, drifted]).sort() // => [['North', ['amount']], ['South', []]]
 * ```
 * @category Segments
 * @since 0.1.0
 */
export async function compareSegments(
  profile: Profile,
  current: Table | Profile,
  { minimumRows = 30, signal, progress }: CompareSegmentsOptions = {},
): Promise<readonly SegmentDrift[]> {
  if (!(Number.isSafeInteger(minimumRows) && minimumRows >= 1)) {
    throw optionError({ function: 'compareSegments', option: 'minimumRows', value: minimumRows, range: 'an integer from 1 on' })
  }
  const pairs = profile.settings.segments.flatMap((column) => pairsOf(profile, { column, current: currentSegments(current, column) }))
  const measured: (Pair & Measured)[] = []
  for (const pair of pairs) {
    await yieldToEventLoop(signal)
    measured.push({ ...pair, ...measure(pair, { profile, minimumRows }) })
    progress?.({ task: 'compare segments', done: measured.length, total: pairs.length, unit: 'segments' })
  }
  const judged = judge(
    measured.flatMap(({ measures }) => measures),
    profile.settings,
  )
  return deepFreeze(
    measured.map(({ column, value, rows, status, measures, approval }) => {
      const columns = judged.splice(0, measures.length)
      return {
        column,
        value,
        rows,
        status,
        columns: columns.map(({ column, role, verdict, test, pValue, adjustedPValue, effect }) => {
          return { column, role, verdict, test, pValue, adjustedPValue, effect }
        }),
        drifted: columns.filter(({ drifted }) => drifted).map(({ column }) => column),
        approval,
      }
    }),
  )
}

/** Both sides of one segment. */
interface Pair {
  readonly column: string
  readonly value: string
  readonly rows: SegmentDrift['rows']
  readonly reference: Profile | undefined
  readonly current: CurrentSegment | undefined
}

interface CurrentRows {
  readonly column: string
  readonly current: readonly CurrentSegment[]
}

function pairsOf(profile: Profile, { column, current }: CurrentRows): Pair[] {
  const known = profile.segments.filter((segment) => segment.column === column)
  const byValue = new Map(current.map((segment) => [segment.value, segment]))
  const pairs = known.map((segment): Pair => {
    const now = byValue.get(segment.value)
    byValue.delete(segment.value)
    const rows = { reference: segment.rows, current: now?.rows ?? 0 }
    return { column, value: segment.value, rows, reference: profileOfSegment(profile, segment), current: now }
  })
  if (known.length >= maxSegments) return pairs
  const unknown = [...byValue.values()].slice(0, maxSegments)
  return [
    ...pairs,
    ...unknown.map(
      (now): Pair => ({ column, value: now.value, rows: { reference: 0, current: now.rows }, reference: undefined, current: now }),
    ),
  ]
}

interface Measured {
  readonly status: SegmentDrift['status']
  readonly measures: readonly Measure[]
  readonly approval: ApprovalChange | null
}

function measure(
  { column: by, rows, reference, current }: Pair,
  { profile, minimumRows }: { readonly profile: Profile; readonly minimumRows: number },
): Measured {
  const none = { measures: [], approval: null }
  if (reference === undefined) return { ...none, status: 'new' }
  if (current === undefined) return { ...none, status: 'gone' }
  if (Math.min(rows.reference, rows.current) < minimumRows) return { ...none, status: 'too-small' }
  const measures = reference.columns
    .filter(({ column }) => column !== by)
    .map((column) => compareColumn(column, { current: current.columnOf(column.column), raw: undefined, settings: profile.settings }))
  return { status: 'judged', measures, approval: approvalOf(reference, current) }
}

function approvalOf({ columns, settings: { approval } }: Profile, current: CurrentSegment): ApprovalChange | null {
  const scored = columns.find(({ column }) => column === approval?.column)
  if (approval === null || scored === undefined) return null
  return approvalChangeOf(approval, {
    reference: approvedRows(approval, scored),
    current: approvedRows(approval, current.columnOf(scored.column)),
  })
}
