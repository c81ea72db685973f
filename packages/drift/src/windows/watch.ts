import { deepFreeze, type Table } from '@millrace/core'
import { compare } from '../compare/compare.ts'
import type { CompareOptions } from '../compare/compare-options.ts'
import { optionError } from '../internal/errors.ts'
import type { WindowRule } from '../monitor/window-rule.ts'
import type { Profile } from '../profile/profile-types.ts'
import { closeByCount } from './close-by-count.ts'
import { closeByTime } from './close-by-time.ts'
import { createWindowCounter } from './window-counter.ts'
import { ruleOf } from './window-rule-of.ts'
import type { WindowResult } from './windows-report.ts'

/**
 * How {@link watch} works.
 *
 * @category Windows
 * @since 0.1.0
 */
export interface WatchOptions extends Pick<CompareOptions, 'attributions' | 'signal'> {
  /** How rows are cut. @defaultValue that of the monitor */
  readonly windows?: WindowRule | undefined
  /** How long a window of time waits after its end for rows that come late, in milliseconds of the rows' own time, at least 0. @defaultValue 0 */
  readonly latenessMs?: number | undefined
}

/**
 * Compares windows of a stream with the reference, and yields each result as its window closes.
 *
 * Rows are counted into the reference's cells and not kept, so that memory depends on the columns and not on the rows. A window of time
 * closes when a row comes that is later than its end by `latenessMs` at least; rows of one batch are never late to one another. What comes
 * later still is in no window and is stated by the next result. Windows without rows are yielded as gaps. When the source ends, so do the open windows. Control
 * limits are those of `controlSeries` over the results.
 *
 * @param rows - batches of current rows, of any size
 * @param profile - of the reference
 * @param options - windows, lateness, attributions, signal
 * @returns the results in the order of time; to leave the loop, or to abort the signal, releases the source
 * @throws MillraceError as `compareWindows` does, `E_DRIFT_RAW_NEEDED` when the monitor's mode needs raw rows; the signal's reason when it aborts
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { defineMonitor, profile, watch } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const loans = (shift: number) => fromRows(Loan, Array.from({ length: 300 }, (_, i) => ({ amount: i + shift })))
 * const reference = await profile(defineMonitor(Loan, { windows: { rows: 600 } }), loans(0))
 * async function* batches() {
 *   for (const shift of [0, 0, 90, 90, 90]) yield loans(shift)
 * }
 * const results = []
 * for await (const { label, complete, report } of watch(batches(), reference)) results.push([label, complete, report?.drifted])
 * results // => [['rows 1-600', true, []], ['rows 601-1200', true, ['amount']], ['rows 1201-1500', false, ['amount']]]
 * ```
 * @category Windows
 * @since 0.1.0
 */
export async function* watch(rows: AsyncIterable<Table>, profile: Profile, options: WatchOptions = {}): AsyncGenerator<WindowResult> {
  const { windows, latenessMs = 0, signal, ...comparing } = options
  const rule = ruleOf(profile, { windows, function: 'watch' })
  if (!(latenessMs >= 0)) throw optionError({ function: 'watch', option: 'latenessMs', value: latenessMs, range: 'at least 0' })
  const begin = () => createWindowCounter(profile)
  const closed =
    'rows' in rule ? closeByCount(rows, { size: rule.rows, begin, signal }) : closeByTime(rows, { rule, latenessMs, begin, signal })
  let index = 0
  for await (const { counter, skipped, ...window } of closed) {
    const span = window.fromMs === null || window.toMs === null ? undefined : { fromMs: window.fromMs, toMs: window.toMs }
    const report = counter === null ? null : await compare(profile, counter.profile(), { ...comparing, window: span, signal })
    yield deepFreeze({ index: index++, ...window, rows: counter?.rows ?? 0, skipped, report })
  }
}
