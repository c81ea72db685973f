import { deepFreeze, type Table, yieldToEventLoop } from '@millrace/core'
import { compare } from '../compare/compare.ts'
import type { CompareOptions } from '../compare/compare-options.ts'
import type { WindowRule } from '../monitor/window-rule.ts'
import type { Profile } from '../profile/profile-types.ts'
import type { ControlOptions } from './control-options.ts'
import { controlSeries } from './control-series.ts'
import { countLabel } from './count-label.ts'
import { labelOf, mostSpans, spanAfter, spanAt, spansBetween, type TimeRule, timesOf, tooManyWindows } from './time-windows.ts'
import { ruleOf } from './window-rule-of.ts'
import type { WindowResult, WindowsReport } from './windows-report.ts'

/**
 * How {@link compareWindows} works.
 *
 * @category Windows
 * @since 0.1.0
 */
export interface CompareWindowsOptions extends ControlOptions, Omit<CompareOptions, 'window' | 'performance' | 'domain'> {
  /** How rows are cut. @defaultValue that of the monitor */
  readonly windows?: WindowRule | undefined
}

/**
 * Cuts rows into windows, compares each with the reference, and follows effects, means, null shares, the approval rate and numbers of rows
 * over them with control limits.
 *
 * Windows by count take the rows in their order; windows by time sort them, and keep windows without rows as gaps. Hours, days, months
 * and weeks, which begin on Monday, are those of UTC.
 *
 * @param profile - of the reference
 * @param rows - current rows of any number of windows
 * @param options - windows, raw reference, false alarms, persistence, signal, progress in windows; by `nowMs`, windows that have ended are complete though
 *   no later row shows it
 * @returns a frozen report, which is strict JSON
 * @throws MillraceError `E_DRIFT_OPTION` when neither options nor monitor say how to cut; `E_WINDOWS_TIME`
 *   when the column of the time is missing or holds no days or instants; `E_WINDOWS_COUNT` when times reach over more than 10,000 windows
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { compareWindows, defineMonitor, profile } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ asked: z.iso.date(), amount: z.number() })
 * const loans = (days: number) =>
 *   fromRows(Loan, Array.from({ length: 40 * days }, (_, i) => ({ asked: `2026-11-${String(2 + Math.floor(i / 40)).padStart(2, '0')}`, amount: i % 40 })))
 * const monitor = defineMonitor(Loan, { columns: ['amount'], windows: { column: 'asked', period: 'week' } })
 * const { windows } = await compareWindows(await profile(monitor, loans(7)), loans(17))
 * windows.map(({ label, rows, complete }) => [label, rows, complete])
 * // => [['2026-11-02 to 2026-11-09', 280, true], ['2026-11-09 to 2026-11-16', 280, true], ['2026-11-16 to 2026-11-23', 120, false]]
 * ```
 * @category Windows
 * @since 0.1.0
 */
export async function compareWindows(profile: Profile, rows: Table, options: CompareWindowsOptions = {}): Promise<WindowsReport> {
  const { windows: given, falseAlarmRate, persistence, signal, progress, ...comparing } = options
  const rule = ruleOf(profile, { windows: given, function: 'compareWindows' })
  const { parts, skipped } = 'rows' in rule ? partsByCount(rows, rule.rows) : partsByTime(rows, rule, comparing.nowMs)
  const windows: WindowResult[] = []
  for (const { table, ...part } of parts) {
    await yieldToEventLoop(signal)
    const window = part.fromMs === null || part.toMs === null ? undefined : { fromMs: part.fromMs, toMs: part.toMs }
    const report = table.rowCount === 0 ? null : await compare(profile, table, { ...comparing, window, signal })
    windows.push({ index: windows.length, ...part, rows: table.rowCount, skipped: 0, report })
    progress?.({ task: 'compare windows', done: windows.length, total: parts.length, unit: 'windows' })
  }
  const series = controlSeries(profile, windows, { falseAlarmRate, persistence })
  return deepFreeze({ format: 'millrace/drift-windows', schemaVersion: 1, monitor: profile.monitor, skipped, windows, series })
}

interface Part extends Pick<WindowResult, 'label' | 'fromMs' | 'toMs' | 'complete'> {
  readonly table: Table
}

interface Parts {
  readonly parts: readonly Part[]
  /** Rows in none of them. */
  readonly skipped: number
}

function partsByCount(rows: Table, size: number): Parts {
  const parts = Array.from({ length: Math.ceil(rows.rowCount / size) }, (_, index): Part => {
    const table = rows.slice(index * size, (index + 1) * size)
    return { label: countLabel(index * size, table.rowCount), fromMs: null, toMs: null, complete: table.rowCount === size, table }
  })
  return { parts, skipped: 0 }
}

function partsByTime(rows: Table, rule: TimeRule, nowMs = Number.NEGATIVE_INFINITY): Parts {
  const times = timesOf(rows, rule)
  const order = Int32Array.from(times.keys()).filter((row) => times[row] === times[row])
  const skipped = rows.rowCount - order.length
  if (order.length === 0) return { parts: [], skipped }
  const isSorted = order.every((row, position) => position === 0 || times[order[position - 1]!]! <= times[row]!)
  if (!isSorted) order.sort((a, b) => times[a]! - times[b]! || a - b)
  const sorted = isSorted && skipped === 0 ? rows : rows.take(order)
  const last = spanAt(rule, times[order.at(-1)!]!)
  const parts: Part[] = []
  let start = 0
  for (let span = spanAt(rule, times[order[0]!]!); span.fromMs <= last.fromMs; span = spanAfter(rule, span)) {
    if (parts.length === 0 && spansBetween(rule, span, last) >= mostSpans) throw tooManyWindows(rule, span, last)
    let end = start
    while (end < order.length && times[order[end]!]! < span.toMs) end++
    const complete = span.toMs <= Math.max(times[order.at(-1)!]!, nowMs)
    parts.push({ label: labelOf(span), ...span, complete, table: sorted.slice(start, end) })
    start = end
  }
  return { parts, skipped }
}
