import { correct } from '../compare/correct.ts'
import type { NullShares } from '../compare/drift-report.ts'
import type { Profile } from '../profile/profile-types.ts'
import { percent } from '../report/figures.ts'
import { testNullShares } from '../tests/test-null-shares.ts'
import type { ColumnFacts } from './current-column.ts'
import type { QualityCheck } from './quality-check.ts'

interface NullShareOptions {
  /** No share may be above it; null where the verdicts decide alone. */
  readonly limit: number | null
  /** Verdicts by column. */
  readonly verdicts: ReadonlyMap<string, NullShares>
}

/** Restates the verdicts on null shares, and holds them against a limit. */
export function checkNullShares({ limit, verdicts }: NullShareOptions): QualityCheck[] {
  return Array.from(verdicts).flatMap(([column, { reference, current, adjustedPValue, drifted }]) => {
    if (current === null) return []
    const beyond = limit !== null && current > limit
    const shares = `${column}: ${percent(current)} null, ${percent(reference)} in the reference`
    const reasons = [...(drifted ? ['more than chance explains'] : []), ...(beyond ? [`above the limit of ${percent(limit)}`] : [])]
    return {
      check: 'null-share' as const,
      column,
      status: drifted || beyond ? ('failed' as const) : ('passed' as const),
      reference,
      current,
      limit,
      adjustedPValue,
      message: [shares, ...reasons].join(', '),
    }
  })
}

/** Judges null shares as `compare` does: by role, with the monitor's floor. */
export function judgeNullShares({ columns, settings }: Profile, facts: ReadonlyMap<string, ColumnFacts>): Map<string, NullShares> {
  const verdicts = new Map<string, NullShares>()
  for (const role of ['input', 'target', 'prediction'] as const) {
    const family = columns.flatMap((reference) => {
      const current = facts.get(reference.column)
      if (reference.role !== role || current === undefined) return []
      const side = ({ nulls, count }: { readonly nulls: number; readonly count: number }) => ({ nulls, rows: nulls + count })
      return { column: reference.column, ...testNullShares({ reference: side(reference), current: side(current) }) }
    })
    const adjusted = correct(
      family.map(({ pValue }) => pValue),
      settings.correction,
    )
    family.forEach(({ column, reference, current, pValue, effect }, index) => {
      const adjustedPValue = adjusted[index]!
      const drifted = adjustedPValue !== null && adjustedPValue < settings.significance && effect >= settings.effectFloor.V
      verdicts.set(column, { reference, current, pValue, adjustedPValue, drifted })
    })
  }
  return verdicts
}
