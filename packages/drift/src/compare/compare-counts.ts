import type { MonitorSettings } from '../monitor/settings.ts'
import { chiSquareTwoByK } from '../tests/chi-square-two-by-k.ts'
import { joinRare } from '../tests/join-rare.ts'
import { psi } from '../tests/psi.ts'
import type { TwoCounts } from '../tests/two-counts.ts'
import { exactly, type Measure } from './measure.ts'

/** Chi-square, its effect, and PSI over the same cells, rare ones joined. */
export function compareCounts(
  counts: TwoCounts,
  { effectFloor, psiThreshold: threshold }: MonitorSettings,
): Pick<Measure, 'method' | 'statistic' | 'pValue' | 'degreesOfFreedom' | 'effect' | 'psi'> {
  const { statistic, pValue, degreesOfFreedom, balancedV } = chiSquareTwoByK(counts)
  const { value, noise } = psi(joinRare(counts))
  return {
    method: 'asymptotic',
    statistic: exactly(statistic),
    pValue: exactly(pValue),
    degreesOfFreedom,
    effect: { name: 'V', value: exactly(balancedV), floor: effectFloor.V },
    psi: { value, noise, threshold, exceeded: value > noise && value > threshold },
  }
}
