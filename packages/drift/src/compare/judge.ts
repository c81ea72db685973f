import { benjaminiHochberg } from '../tests/benjamini-hochberg.ts'
import type { Bounds, ColumnDrift, Verdict } from './drift-report.ts'
import { apart, type Measure } from './measure.ts'

/**
 * Corrects the p-values of one family of columns and decides.
 *
 * Adjusted p-values never fall as a p-value grows, so bounds of all p-values give bounds of the adjusted ones. Null shares are a family of
 * their own.
 */
export function judge(measures: readonly Measure[], significance: number): ColumnDrift[] {
  const lower = benjaminiHochberg(measures.map(({ pValue }) => pValue?.lower ?? null))
  const upper = benjaminiHochberg(measures.map(({ pValue }) => pValue?.upper ?? null))
  const nulls = benjaminiHochberg(measures.map((measure) => measure.nulls.pValue))
  return measures.map((measure, index) => {
    const adjusted = upper[index] == null ? null : { lower: lower[index]!, upper: upper[index]! }
    const verdict = verdictOf(measure, adjusted, significance)
    const { effect, floor, ...shares } = measure.nulls
    const adjustedNulls = nulls[index] ?? null
    return {
      column: measure.column,
      role: measure.role,
      kind: measure.kind,
      verdict,
      drifted: verdict === 'drifted',
      test: measure.test,
      method: measure.method,
      statistic: measure.statistic?.lower ?? null,
      statisticBounds: apart(measure.statistic),
      noise: null,
      degreesOfFreedom: measure.degreesOfFreedom,
      pValue: measure.pValue?.upper ?? null,
      pValueBounds: apart(measure.pValue),
      adjustedPValue: adjusted?.upper ?? null,
      adjustedPValueBounds: apart(adjusted),
      effect: measure.effect === null ? null : { ...measure.effect, value: measure.effect.value.lower },
      psi: measure.psi,
      nulls: {
        ...shares,
        adjustedPValue: adjustedNulls,
        drifted: adjustedNulls !== null && adjustedNulls < significance && effect >= floor,
      },
      unseen: measure.unseen,
      importance: null,
      impact: null,
      warnings: [],
      failure: measure.failure,
      picture: measure.picture,
    }
  })
}

function verdictOf({ effect }: Measure, adjusted: Bounds | null, significance: number): Verdict {
  if (adjusted === null || effect === null) return 'failed'
  const { value, floor } = effect
  const possible = adjusted.lower < significance
  const certain = adjusted.upper < significance
  if (!possible) return 'stable'
  if (value.upper < floor) return certain ? 'small' : 'stable'
  return certain && value.lower >= floor ? 'drifted' : 'inconclusive'
}
