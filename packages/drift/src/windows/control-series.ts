import { deepFreeze } from '@millrace/core'
import type { DriftReport } from '../compare/drift-report.ts'
import type { Profile } from '../profile/profile-types.ts'
import { type ControlOptions, controlRuleOf } from './control-options.ts'
import { approvalPoint, driftedSharePoint, effectPoint, type LimitedFigure, meanFollower, nullSharePoint } from './control-points.ts'
import { rowCountFigures } from './row-count-figures.ts'
import type { ControlSeries, WindowResult } from './windows-report.ts'

/**
 * Follows figures over windows and gives each the limits that it keeps without drift.
 *
 * Limits come from the reference and from each window's own rows, never from the windows that they judge, and take the reference for the sample that it
 * is: counts of nulls and approvals by the exact law of two shares, means by that of the difference of two means, skewed as the values are,
 * effects by the law of their test, the number of drifted columns by the correction. No limit is closer to its center than the monitor's
 * floor for such an effect, so that large windows do not alarm on trifles. Numbers of rows, of which a reference says nothing, are
 * measured by the complete windows before. Distances, which have no common law, are held against their threshold and their 95 % noise.
 *
 * @param profile - of the reference
 * @param windows - as `compareWindows` or `watch` give them, in the order of time
 * @param options - false alarms, persistence
 * @returns frozen series: row count, drifted share, approval rate, then effect, mean and null share by column
 * @throws MillraceError `E_DRIFT_OPTION` when an option is out of its range
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { compareWindows, controlSeries, defineMonitor, profile } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const loans = (rows: number) => fromRows(Loan, Array.from({ length: rows }, (_, i) => ({ amount: (i * 37) % 101 + (i >= 800 ? 20 : 0) })))
 * const reference = await profile(defineMonitor(Loan, { windows: { rows: 200 } }), loans(800))
 * const { windows } = await compareWindows(reference, loans(1000))
 * const means = controlSeries(reference, windows).find(({ measure }) => measure === 'mean')
 * means?.points.map(({ outside }) => outside) // => [false, false, false, false, true]
 * ```
 * @category Windows
 * @since 0.1.0
 */
export function controlSeries(profile: Profile, windows: readonly WindowResult[], options: ControlOptions = {}): readonly ControlSeries[] {
  const { rate, persistence } = controlRuleOf(options)
  const series = (
    measure: ControlSeries['measure'],
    column: string | null,
    figures: readonly (LimitedFigure | null)[],
  ): ControlSeries[] => {
    const known = figures.filter((figure) => figure !== null)
    if (known.length === 0) return []
    const beyond = figures.map((figure) => figure !== null && isBeyond(figure))
    return [
      {
        measure,
        column,
        center: known.at(-1)!.center,
        points: windows.map(({ index }, position) => {
          const figure = figures[position]
          const recent = beyond.slice(Math.max(0, position - persistence.of + 1), position + 1).filter(Boolean).length
          return {
            window: index,
            value: figure?.value ?? null,
            lower: figure?.lower ?? null,
            upper: figure?.upper ?? null,
            outside: beyond[position]! && recent >= persistence.least,
          }
        }),
      },
    ]
  }
  const each = (figure: ((report: DriftReport) => LimitedFigure | null) | null) =>
    windows.map(({ report }) => (report === null || figure === null ? null : figure(report)))
  return deepFreeze([
    ...series('row-count', null, rowCountFigures(windows, rate)),
    ...series(
      'drifted-share',
      null,
      each((report) => driftedSharePoint(report, rate)),
    ),
    ...series(
      'approval-rate',
      null,
      each((report) => approvalPoint(report, { rate, floor: profile.settings.effectFloor.difference })),
    ),
    ...profile.columns.flatMap((reference) => {
      const { column } = reference
      const followed = { reference, rate, floors: profile.settings.effectFloor }
      return [
        ...series(
          'effect',
          column,
          each((report) => effectPoint(report, followed)),
        ),
        ...series('mean', column, each(meanFollower(followed))),
        ...series(
          'null-share',
          column,
          each((report) => nullSharePoint(report, followed)),
        ),
      ]
    }),
  ])
}

function isBeyond({ value, lower, upper }: LimitedFigure): boolean {
  return value !== null && ((lower !== null && value < lower) || (upper !== null && value > upper))
}
