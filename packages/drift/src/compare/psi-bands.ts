import { rareCells } from '../tests/join-rare.ts'
import { psiTerms } from '../tests/psi.ts'
import type { TwoCounts } from '../tests/two-counts.ts'
import type { PsiBand } from './drift-report.ts'

const mostBands = 25

/** The table of the index over cells of these labels, rare cells joined as the index joins them; cells of one label are one band. */
export function psiBands(counts: TwoCounts, labels: readonly string[]): PsiBand[] {
  if (labels.length === 0) return []
  const { kept, rare } = rareCells(counts)
  const groups = [...kept.map((cell) => [cell]), ...(rare.length > 0 ? [rare] : [])]
  const sum = (of: ArrayLike<number>, cells: readonly number[]) => cells.reduce((total, cell) => total + of[cell]!, 0)
  const joined = {
    reference: groups.map((cells) => sum(counts.reference, cells)),
    current: groups.map((cells) => sum(counts.current, cells)),
  }
  const rows = { reference: total(joined.reference), current: total(joined.current) }
  const terms = psiTerms(joined)
  const bands = groups.map((cells, band) => ({
    label: cells.length > 1 ? `${cells.length} rare bands together` : labels[cells[0]!]!,
    reference: joined.reference[band]! / rows.reference,
    current: joined.current[band]! / rows.current,
    contribution: terms[band] ?? 0,
  }))
  return capped(byLabel(bands))
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

function byLabel(bands: readonly PsiBand[]): PsiBand[] {
  const merged = new Map<string, PsiBand>()
  for (const band of bands) {
    const known = merged.get(band.label)
    merged.set(band.label, known === undefined ? band : together([known, band], band.label))
  }
  return [...merged.values()]
}

/** Of many bands, those that add most, in their order. */
function capped(bands: readonly PsiBand[]): PsiBand[] {
  if (bands.length <= mostBands) return [...bands]
  const shown = new Set(bands.toSorted((a, b) => b.contribution - a.contribution).slice(0, mostBands - 1))
  const rest = bands.filter((band) => !shown.has(band))
  return [...bands.filter((band) => shown.has(band)), together(rest, `${rest.length} other bands`)]
}

function together(bands: readonly PsiBand[], label: string): PsiBand {
  return {
    label,
    reference: total(bands.map(({ reference }) => reference)),
    current: total(bands.map(({ current }) => current)),
    contribution: total(bands.map(({ contribution }) => contribution)),
  }
}
