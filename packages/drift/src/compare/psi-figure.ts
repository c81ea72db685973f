import { joinRare } from '../tests/join-rare.ts'
import { psi } from '../tests/psi.ts'
import type { LabelledCounts } from './cells-of-column.ts'
import type { PsiFigure } from './drift-report.ts'
import { psiBands } from './psi-bands.ts'

/** PSI over cells, rare ones joined, beside its noise. */
export function psiFigure(counts: LabelledCounts, threshold: number): PsiFigure {
  const { statistic: value, noise } = psi(joinRare(counts))
  return { value, noise, threshold, exceeded: value > noise && value > threshold, bands: psiBands(counts, counts.labels) }
}
