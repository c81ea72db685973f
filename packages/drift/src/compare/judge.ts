import type { MonitorSettings } from '../monitor/settings.ts'
import { correct } from './correct.ts'
import type { Bounds, ColumnDrift, Verdict } from './drift-report.ts'
import { effectMagnitude } from './effect-magnitude.ts'
import { apart, type Judged, type Measure } from './measure.ts'

/** What a verdict is made by. */
export type JudgeOptions = Pick<MonitorSettings, 'significance' | 'correction'>

/**
 * Corrects the p-values of one family of columns and decides.
 *
 * Adjusted p-values never fall as a p-value grows, so bounds of all p-values give bounds of the adjusted ones. Null shares are a family of
 * their own.
 */
export function judge(measures: readonly Measure[], { significance, correction }: JudgeOptions): ColumnDrift[] {
  const lower = correct(
    measures.map(({ judged }) => judged?.pValue?.lower ?? null),
    correction,
  )
  const upper = correct(
    measures.map(({ judged }) => judged?.pValue?.upper ?? null),
    correction,
  )
  const nulls = correct(
    measures.map((measure) => measure.nulls.pValue),
    correction,
  )
  return measures.map(({ judged, nulls: { effect: nullEffect, floor, ...shares }, ...column }, index) => {
    const adjusted = upper[index] == null ? null : { lower: lower[index]!, upper: upper[index]! }
    const adjustedNulls = nulls[index] ?? null
    const verdict = judged === null ? 'failed' : verdictOf(judged, adjusted, significance)
    return {
      column: column.column,
      role: column.role,
      kind: column.kind,
      verdict,
      drifted: verdict === 'drifted',
      test: column.test,
      method: judged?.method ?? null,
      statistic: judged?.statistic.lower ?? null,
      statisticBounds: apart(judged?.statistic ?? null),
      noise: judged?.noise ?? null,
      degreesOfFreedom: judged?.degreesOfFreedom ?? null,
      pValue: judged?.pValue?.upper ?? null,
      pValueBounds: apart(judged?.pValue ?? null),
      adjustedPValue: adjusted?.upper ?? null,
      adjustedPValueBounds: apart(adjusted),
      effect: judged === null ? null : { ...judged.effect, value: judged.effect.value.lower },
      psi: column.psi,
      nulls: {
        ...shares,
        adjustedPValue: adjustedNulls,
        drifted: adjustedNulls !== null && adjustedNulls < significance && nullEffect >= floor,
      },
      unseen: column.unseen,
      importance: null,
      impact: null,
      warnings: judged?.warnings ?? [],
      failure: column.failure,
      picture: column.picture,
    }
  })
}

/** One rule for every test: significant, and the effect not below its floor. */
function verdictOf(judged: Judged, adjusted: Bounds | null, significance: number): Verdict {
  const { possible, certain } = significanceOf(judged, adjusted, significance)
  if (!possible) return 'stable'
  const { name, value, floor } = judged.effect
  if (effectMagnitude({ name, value: value.upper }) < floor) return certain ? 'small' : 'stable'
  return certain && effectMagnitude({ name, value: value.lower }) >= floor ? 'drifted' : 'inconclusive'
}

/** By the p-value; of a distance without one by its noise; where neither is known every difference is significant. */
function significanceOf({ statistic, noise }: Judged, adjusted: Bounds | null, significance: number) {
  if (adjusted !== null) return { possible: adjusted.lower < significance, certain: adjusted.upper < significance }
  if (noise !== null) return { possible: statistic.upper > noise, certain: statistic.lower > noise }
  return { possible: statistic.upper > 0, certain: statistic.lower > 0 }
}
