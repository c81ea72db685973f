import { type Content, html } from '@millrace/core/html'
import type { PictureCell } from '../compare/column-picture.ts'
import type { ColumnDrift } from '../compare/drift-report.ts'
import { decimals, labelIn, percent, points } from './figures.ts'

const longestLabel = 48
const mostCells = 8

/** The index by band: both shares and what each band adds, with their sum; of many bands the ones that add most, the rest as one. */
export function psiTable({ kind, psi, picture }: ColumnDrift, most: number): Content {
  if (psi === null || psi.bands.length === 0) return movedCells(kind, picture.cells)
  const shown = new Set(psi.bands.toSorted((a, b) => b.contribution - a.contribution).slice(0, psi.bands.length > most ? most - 1 : most))
  const rest = psi.bands.filter((band) => !shown.has(band))
  const sum = (figure: 'reference' | 'current' | 'contribution') => rest.reduce((total, band) => total + band[figure], 0)
  const bands = psi.bands.filter((band) => shown.has(band))
  if (rest.length > 0) {
    const label = `${rest.length} other bands`
    bands.push({ label, reference: sum('reference'), current: sum('current'), contribution: sum('contribution') })
  }
  const greatest = Math.max(...bands.map(({ contribution }) => contribution))
  const lines = bands.map(({ label, reference, current, contribution }) => {
    const written = decimals(contribution, 4)
    const isGreatest = contribution === greatest && written !== '0.0000' && bands.length > 1
    return html`<tr><th>${labelIn(kind, label, longestLabel)}</th><td>${percent(reference)}</td><td>${percent(current)}</td><td>${isGreatest ? html`<strong>${written}</strong>` : written}</td></tr>\n`
  })
  return html`<table>
<thead><tr><th scope="col">PSI by band</th><th scope="col">Reference</th><th scope="col">Current</th><th scope="col">Contribution</th></tr></thead>
<tbody>
${lines}</tbody><tfoot><tr><th>PSI</th><td></td><td></td><td>${decimals(psi.value, 4)}</td></tr></tfoot></table>
`
}

/** The cells whose shares changed most, where there are no bands. */
function movedCells(kind: ColumnDrift['kind'], cells: readonly PictureCell[]): Content {
  const change = ({ reference, current }: PictureCell) => (current ?? reference) - reference
  const most = cells
    .filter(({ current }) => current !== null)
    .toSorted((a, b) => Math.abs(change(b)) - Math.abs(change(a)))
    .slice(0, mostCells)
  if (most.length === 0) return null
  const lines = most.map(
    (cell) =>
      html`<tr><th>${labelIn(kind, cell.label, longestLabel)}</th><td>${percent(cell.reference)}</td><td>${percent(cell.current)}</td><td>${points(change(cell))}</td></tr>\n`,
  )
  return html`<table>
<thead><tr><th scope="col">${most.length < cells.length ? 'Moved most' : 'Values'}</th><th scope="col">Reference</th><th scope="col">Current</th><th scope="col">Points</th></tr></thead>
<tbody>
${lines}</tbody></table>
`
}
