import { deepFreeze, type Table } from '@millrace/core'
import type { ColumnDrift } from '../compare/drift-report.ts'
import type { ColumnProfile, Profile } from '../profile/profile-types.ts'
import { checkNullShares, judgeNullShares } from './check-null-shares.ts'
import { checkConstant, checkInfiniteValues, checkNewValues, checkRange } from './column-checks.ts'
import { type ColumnFacts, factsOf, isTable } from './current-column.ts'
import { type Finding, settle, skipped } from './finding.ts'
import type { QualityCheck, QualityCheckName } from './quality-check.ts'
import { qualityLimitsOf } from './quality-limits.ts'
import type { QualityOptions } from './quality-options.ts'
import { checkDuplicates, checkFreshness, checkRowCount } from './row-checks.ts'
import { findMissing, findOtherTypes } from './structure-checks.ts'

/**
 * How {@link checkQuality} works; limits that are not given are their defaults.
 *
 * @category Quality
 * @since 0.1.0
 */
export interface CheckQualityOptions extends QualityOptions {
  /** The time to which freshness is measured, in milliseconds since 1970-01-01 UTC; without it freshness is skipped. */
  readonly now?: number | undefined
  /** Columns as `compare` judged them, whose verdicts on null shares are restated; without them the same test is made here. */
  readonly judged?: readonly Pick<ColumnDrift, 'column' | 'nulls'>[] | undefined
}

/**
 * Checks the current rows for defects that a comparison of distributions does not name: nulls, values that are new or out of range, columns that are
 * missing, of another type or suddenly constant, infinities, repeated rows, too few or too many rows, old rows.
 *
 * A share fails where it is above its limit and is more than chance explains: of a category with rare levels some are new in any sample, and of
 * a small reference any larger sample leaves the range. p-values are corrected as the monitor says over the checks of one name. Checks of
 * structure (missing columns, types, constants, infinities) that all columns pass are one entry of all rows; otherwise each failure is an
 * entry. A check that cannot be made is skipped and says why; it stops nothing.
 *
 * @param profile - of the reference
 * @param current - the current rows, or a profile of them in the same cells, of which fewer checks can be made
 * @param options - limits, and the time for freshness; the monitor's own limits are in `profile.settings.quality`
 * @returns frozen checks, by name and then in the order of the columns
 * @throws MillraceError `E_DRIFT_OPTION` when a limit is out of its range
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { checkQuality, defineMonitor, profile } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ area: z.string() })
 * const loans = (areas: readonly string[]) => fromRows(Loan, Array.from({ length: 300 }, (_, i) => ({ area: areas[i % areas.length]! })))
 * const reference = await profile(defineMonitor(Loan), loans(['Urban', 'Rural']))
 * const failed = checkQuality(reference, loans(['Urban', 'Rural', 'urban'])).filter(({ status }) => status === 'failed')
 * failed.map(({ message }) => message) // => ['area: 33.3 % of the values are ones that the reference does not have']
 * ```
 * @category Quality
 * @since 0.1.0
 */
export function checkQuality(
  profile: Profile,
  current: Table | Profile,
  { now, judged, ...options }: CheckQualityOptions = {},
): readonly QualityCheck[] {
  const limits = qualityLimitsOf(options)
  const { nullShare, newValues, range, infiniteValues, duplicates, rowCount, freshness } = limits
  const rows = isTable(current) ? current.rowCount : current.rows
  const facts = new Map<string, ColumnFacts>()
  for (const column of profile.columns) {
    const found = rows === 0 ? null : factsOf(column, current)
    if (found !== null) facts.set(column.column, found)
  }
  const eachColumn = (check: QualityCheckName, judge: (column: Judged) => Finding | null) =>
    profile.columns.flatMap((reference) => {
      const current = facts.get(reference.column)
      return current === undefined ? [] : attempt(check, reference.column, () => judge({ reference, facts: current }))
    })
  const verdicts = () =>
    judged === undefined ? judgeNullShares(profile, facts) : new Map(judged.map(({ column, nulls }) => [column, nulls]))
  const settled = (findings: readonly Finding[]) => settle(findings, profile.settings)
  return deepFreeze([
    ...(limits.missingColumn ? summary('no column is missing', settled(findMissing(profile, current))) : []),
    ...(limits.type ? summary('all columns are of their type', settled(findOtherTypes(profile, current))) : []),
    ...(nullShare === null
      ? []
      : checkNullShares({ ...nullShare, verdicts: nullShare.limit === null ? withoutTarget(profile, verdicts()) : verdicts() })),
    ...(newValues === null ? [] : settled(eachColumn('new-values', (column) => checkNewValues(column, newValues)))),
    ...(range === null ? [] : settled(eachColumn('range', (column) => checkRange(column, range)))),
    ...(limits.constant ? summary('no column has become constant', settled(eachColumn('constant', checkConstant))) : []),
    ...(infiniteValues === null
      ? []
      : summary(
          'no column has more infinite values than may be',
          settled(eachColumn('infinite-values', (column) => checkInfiniteValues(column, infiniteValues))),
        )),
    ...(duplicates === null ? [] : settled(attempt('duplicates', null, () => checkDuplicates(profile, current, duplicates.limit)))),
    ...(rowCount === null ? [] : settled([checkRowCount(rows, rowCount)])),
    ...(freshness === null ? [] : settled(attempt('freshness', freshness.column, () => checkFreshness(current, { ...freshness, now })))),
  ])
}

interface Judged {
  readonly reference: ColumnProfile
  readonly facts: ColumnFacts
}

/** A check that fails as code has not judged the data. */
function attempt(check: QualityCheckName, column: string | null, judge: () => Finding | null): Finding[] {
  try {
    const finding = judge()
    return finding === null ? [] : [finding]
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return [skipped(check, column, `${column ?? 'all rows'}: the check could not be made: ${reason}`)]
  }
}

/** One entry where all columns pass, else those that do not. */
function summary(passed: string, checks: readonly QualityCheck[]): QualityCheck[] {
  const others = checks.filter(({ status }) => status !== 'passed')
  const [first] = checks
  if (first === undefined || others.length > 0) return others
  return [{ ...first, column: null, reference: null, current: null, limit: null, adjustedPValue: null, message: passed }]
}

/** Labels come late: nulls of the target are a matter of time, unless a limit says how many there may be. */
function withoutTarget<Value>({ columns }: Profile, byColumn: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  const targets = new Set(columns.flatMap(({ column, role }) => (role === 'target' ? [column] : [])))
  return new Map([...byColumn].filter(([column]) => !targets.has(column)))
}
