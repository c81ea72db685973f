import { type Column, deepFreeze, MillraceError, Table, yieldToEventLoop } from '@millrace/core'
import { frameOf } from '../profile/merge-profiles.ts'
import type { ColumnProfile, Profile } from '../profile/profile-types.ts'
import { checkQuality } from '../quality/check-quality.ts'
import { compareSegments } from '../segments/compare-segments.ts'
import { approvalChangeOf } from './approval-change-of.ts'
import { approvedRows } from './approved-rows.ts'
import { attribute } from './attribute.ts'
import { columnOf } from './column-of.ts'
import { compareColumn } from './compare-column.ts'
import type { CompareOptions } from './compare-options.ts'
import type { ColumnDrift, ColumnRole, DriftReport } from './drift-report.ts'
import { datasetVerdict, evidentlyJudge, uncorrected } from './evidently/judge-evidently.ts'
import { isEqual } from './is-equal.ts'
import { judge } from './judge.ts'
import type { Measure } from './measure.ts'
import { rank } from './rank.ts'
import { checkReference, rawColumn } from './raw-reference.ts'

/**
 * Compares current rows with the reference, column by column, and decides which have drifted.
 *
 * Each column is judged by the test of its kind, ties and sizes, or by the one that the monitor names for it. Nulls are left out of these tests and
 * are a test of their own. p-values are corrected over the input and monitored columns; target and predictions are families of their own, and
 * so are the null shares of each. A column drifted when it is significant and its effect is not below its floor. Columns that the monitor does
 * not name are ignored; one that cannot be compared (missing, of another type, null throughout, or not testable with what was given) has failed
 * and stops nothing.
 *
 * The expected change of a model's approval rate before any label comes is `approval`: let the model score the current rows, keep the scores as a
 * prediction column, and name it in the monitor's `approval`.
 *
 * @param profile - of the reference
 * @param current - the current rows, or a profile of them in the same cells
 * @param options - raw reference, attributions, what else the report is to carry, window, signal, progress in columns
 * @returns a frozen report, which is strict JSON
 * @throws MillraceError `E_DRIFT_EMPTY` when there are no current rows; `E_PROFILE_MISMATCH` when the raw reference is not that of the
 *   profile, or a current profile has other cells; `E_DRIFT_ATTRIBUTIONS` when an attribution is negative or not finite, or none is of an input;
 *   `E_DRIFT_RAW_NEEDED` when the monitor's mode is `evidently` and rows of a side are not given
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
export async function compare(profile: Profile, current: Table | Profile, options: CompareOptions = {}): Promise<DriftReport> {
  const { reference, window, attributions, nowMs, performance = null, domain = null, signal, progress } = options
  const { settings } = profile
  const rows = isTable(current) ? current.rowCount : current.rows
  if (rows === 0) throw empty(profile.monitor)
  if (reference !== undefined) checkReference(profile, reference)
  const evidently = settings.mode === 'evidently' ? evidentlyJudge(profile, { reference, current }) : null
  const measures: Measure[] = []
  for (const [index, column] of profile.columns.entries()) {
    await yieldToEventLoop(signal)
    const raw = reference === undefined ? undefined : rawColumn(column, reference)
    measures.push(compareColumn(column, { current: currentColumn(column, current), raw, settings }))
    progress?.({ task: 'compare', done: index + 1, total: profile.columns.length, unit: 'columns' })
  }
  const family = (role: ColumnRole): ColumnDrift[] => {
    const members = measures.filter((measure) => measure.role === role)
    return evidently === null ? judge(members, settings) : judge(members, uncorrected).map((column) => evidently(column))
  }
  const inputs = family('input')
  const columns = attributions === undefined ? inputs : attribute(inputs, attributions)
  const target = family('target')[0] ?? null
  const predictions = family('prediction')
  const judged = [...columns, ...(target === null ? [] : [target]), ...predictions]
  return deepFreeze({
    format: 'millrace/drift-report',
    schemaVersion: 1,
    monitor: profile.monitor,
    significance: evidently === null ? settings.significance : uncorrected.significance,
    correction: evidently === null ? settings.correction : uncorrected.correction,
    mode: settings.mode,
    dataset: evidently === null ? null : datasetVerdict(judged),
    reference: { rows: profile.rows, digest: profile.digest, raw: reference !== undefined },
    current: {
      rows,
      digest: (isTable(current) ? current.version : current.digest) ?? null,
      fromMs: window?.fromMs ?? null,
      toMs: window?.toMs ?? null,
    },
    columns,
    target,
    predictions,
    ranked: rank(columns),
    drifted: columns.filter(({ drifted }) => drifted).map(({ column }) => column),
    nullsDrifted: columns.filter(({ nulls }) => nulls.drifted).map(({ column }) => column),
    quality: checkQuality(profile, current, { ...settings.quality, now: nowMs ?? window?.toMs ?? Date.now(), judged }),
    approval: approvalOf(profile, current, reference),
    segments: await compareSegments(profile, current, { signal }),
    performance,
    domain,
  })
}

const isTable = (rows: Table | Profile): rows is Table => Table.isInstance(rows)

/** The current side of one column. */
function currentColumn(column: ColumnProfile, current: Table | Profile): Column | ColumnProfile | undefined {
  if (isTable(current)) return columnOf(current, column.column)
  const found = current.columns.find((other) => other.column === column.column)
  if (found === undefined || isEqual(frameOf(found), frameOf(column))) return found
  throw new MillraceError({
    code: 'E_PROFILE_MISMATCH',
    message: `compare: the current profile has other cells of column '${column.column}'; make it with 'cellsOf' the reference's profile`,
    details: { column: column.column },
  })
}

function approvalOf({ columns, settings: { approval } }: Profile, current: Table | Profile, reference: Table | undefined) {
  const scored = columns.find(({ column }) => column === approval?.column)
  if (approval === null || scored === undefined) return null
  return approvalChangeOf(approval, {
    reference: approvedRows(approval, reference === undefined ? scored : rawColumn(scored, reference)),
    current: approvedRows(approval, currentColumn(scored, current)),
  })
}

function empty(monitor: string): MillraceError {
  return new MillraceError({
    code: 'E_DRIFT_EMPTY',
    message: `compare: there are no current rows for monitor '${monitor}'; give at least one`,
    details: { monitor, side: 'current' },
  })
}
