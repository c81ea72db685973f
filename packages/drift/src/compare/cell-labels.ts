import { type ColumnKind, formatDay, formatInstant } from '@millrace/core'
import { cellBounds, successor } from '../profile/cell-bounds.ts'
import type { CellEdges } from '../profile/profile-types.ts'

/** A label for each cell: `< 40`, `40 – 55`, `55` where it is an atom, `> 55 – 60`, `≥ 60`. */
export function labelCells(edges: CellEdges, kind: ColumnKind): { readonly label: string; readonly point: boolean }[] {
  const { bounds, points } = cellBounds(edges)
  const write = writerOf(edges.edges, kind)
  const starts = new Map(edges.atoms.map((atom) => [successor(atom), atom]))
  return points.map((point, cell) => {
    if (cell === 0) return { label: bounds.length === 0 ? 'all values' : `< ${write(bounds[0]!)}`, point }
    const lower = bounds[cell - 1]!
    if (point) return { label: write(lower), point }
    const atom = starts.get(lower)
    const from = atom === undefined ? write(lower) : `> ${write(atom)}`
    const to = bounds[cell]
    return { label: to === undefined ? (atom === undefined ? `≥ ${from}` : from) : `${from} – ${write(to)}`, point }
  })
}

/** Writes numbers in as few digits as tell the edges apart; days and instants in ISO form. */
function writerOf(edges: readonly number[], kind: ColumnKind): (value: number) => string {
  if (kind === 'boolean') return (value) => String(value === 1)
  const inCalendar = (value: number, unit: number) => Math.abs(value) * unit <= 8.64e15
  if (kind === 'day') return (value) => (inCalendar(value, 86_400_000) ? formatDay(Math.round(value)) : String(value))
  if (kind === 'instant') return (value) => (inCalendar(value, 1) ? formatInstant(Math.round(value)) : String(value))
  for (let digits = 4; digits < 17; digits++) {
    const format = formatOf(digits)
    if (new Set(edges.map((edge) => format.format(edge))).size === edges.length) return (value) => format.format(value)
  }
  return String
}

const formats = new Map<number, Intl.NumberFormat>()

/** A format is dear to make. */
function formatOf(digits: number): Intl.NumberFormat {
  const format = formats.get(digits) ?? new Intl.NumberFormat('en', { maximumSignificantDigits: digits })
  formats.set(digits, format)
  return format
}
