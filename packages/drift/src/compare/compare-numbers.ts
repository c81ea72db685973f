import type { MonitorSettings } from '../monitor/settings.ts'
import { bandsOf, cellBounds, sumByBand } from '../profile/cell-bounds.ts'
import type { NumberProfile } from '../profile/profile-types.ts'
import { sortedValues } from '../tests/kolmogorov/sorted-gap.ts'
import { kolmogorovSmirnovOfSorted } from '../tests/kolmogorov-smirnov.ts'
import { kolmogorovSmirnovFromCells } from '../tests/kolmogorov-smirnov-from-cells.ts'
import { compareCounts } from './compare-counts.ts'
import { exactly, type Measure } from './measure.ts'
import { pictureNumbers } from './picture.ts'

/** What a comparison of values found; roles, nulls and unseen values are added by the caller. */
export type Compared = Pick<Measure, 'method' | 'statistic' | 'pValue' | 'degreesOfFreedom' | 'effect' | 'psi' | 'picture'>

interface NumberSides {
  readonly current: NumberProfile
  /** Raw values of both sides, which make KS exact. */
  readonly raw: { readonly reference: Float64Array; readonly current: Float64Array } | null
  readonly settings: MonitorSettings
}

/** Numbers: KS, or chi-square on bands; PSI on bands. Both sides have values. */
export function compareNumbers(reference: NumberProfile, { current, raw, settings }: NumberSides): Compared {
  const { bounds, points } = cellBounds(reference.cells)
  const bands = bandsOf(bounds, cellBounds(reference.bands).bounds)
  const counts = { reference: sumByBand(reference.counts, bands), current: sumByBand(current.counts, bands) }
  const compared = { ...compareCounts(counts, settings), picture: pictureNumbers(reference, current, counts) }
  if (reference.test === 'chi-square') return compared
  const floor = settings.effectFloor.D
  if (raw !== null) {
    const sorted = { reference: sortedValues(raw.reference), current: sortedValues(raw.current) }
    const { statistic, pValue, method } = kolmogorovSmirnovOfSorted(sorted, { method: 'bounded' })
    const effect = { name: 'D', value: exactly(statistic), floor } as const
    return { ...compared, method, statistic: exactly(statistic), pValue: exactly(pValue), degreesOfFreedom: null, effect }
  }
  const { statistic, pValue } = kolmogorovSmirnovFromCells({ reference: reference.counts, current: current.counts }, { points })
  return { ...compared, method: 'cells', statistic, pValue, degreesOfFreedom: null, effect: { name: 'D', value: statistic, floor } }
}
