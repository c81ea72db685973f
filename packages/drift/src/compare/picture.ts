import { type ColumnKind, formatDay, formatInstant } from '@millrace/core'
import { cellBounds, successor } from '../profile/cell-bounds.ts'
import type { CellEdges, LevelProfile, NumberProfile } from '../profile/profile-types.ts'
import type { ColumnPicture, NumberSummary, PictureCell } from './drift-report.ts'

const mostBars = 25
const probabilities = [0.05, 0.25, 0.5, 0.75, 0.95] as const

/** Rows by cell of a picture, on both sides. */
interface Bar {
  readonly label: string
  readonly reference: number
  readonly current: number
}

/** Bars of bands; of discrete numbers one bar a value and one for all others. */
export function pictureNumbers(
  reference: NumberProfile,
  current: NumberProfile | null,
  bands: { readonly reference: readonly number[]; readonly current: readonly number[] | null },
): ColumnPicture {
  const labels = labelCells(reference.bands, reference.kind)
  const bars = labels.map(({ label, point }, band) => ({
    label,
    point,
    reference: bands.reference[band]!,
    current: bands.current?.[band] ?? 0,
  }))
  const shown = reference.discrete
    ? [
        ...bars.filter(({ point }) => point),
        joined(
          'other values',
          bars.filter(({ point }) => !point),
        ),
      ]
    : bars
  return {
    cells: shares(shown, current?.count ?? 0),
    reference: summaryOf(reference),
    current: current === null ? null : summaryOf(current),
  }
}

/** One bar a level, by reference share; the rest is the last one. */
export function pictureLevels(reference: LevelProfile, current: LevelProfile | null): ColumnPicture {
  const bars = reference.levels.map((label, level) => ({
    label,
    reference: reference.counts[level]!,
    current: current?.counts[level] ?? 0,
  }))
  const others = { label: '', reference: reference.others, current: current?.others ?? 0 }
  const named = bars.length < mostBars ? bars : bars.slice(0, mostBars - 1)
  return {
    cells: shares([...named, joined('other values', [...bars.slice(named.length), others])], current?.count ?? 0),
    reference: null,
    current: null,
  }
}

function joined(label: string, bars: readonly Bar[]): Bar {
  return bars.reduce((sum, bar) => ({ label, reference: sum.reference + bar.reference, current: sum.current + bar.current }), {
    label,
    reference: 0,
    current: 0,
  })
}

function shares(bars: readonly Bar[], current: number): PictureCell[] {
  const reference = bars.reduce((sum, bar) => sum + bar.reference, 0)
  return bars
    .filter((bar) => bar.reference + bar.current > 0)
    .map((bar) => ({
      label: bar.label,
      reference: reference > 0 ? bar.reference / reference : 0,
      current: current > 0 ? bar.current / current : null,
    }))
}

/** A label for each cell: `< 40`, `40 – 55`, `55` where it is an atom, `> 55 – 60`, `≥ 60`. */
function labelCells(edges: CellEdges, kind: ColumnKind): { readonly label: string; readonly point: boolean }[] {
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
    const format = new Intl.NumberFormat('en', { maximumSignificantDigits: digits })
    if (new Set(edges.map((edge) => format.format(edge))).size === edges.length) return (value) => format.format(value)
  }
  return String
}

/** Figures of one side; quantiles are interpolated within cells. */
function summaryOf(profile: NumberProfile): NumberSummary | null {
  const { mean, squares, minimum, maximum, count, infinite } = profile
  if (mean === null || squares === null || minimum === null || maximum === null) return null
  const { bounds, points } = cellBounds(profile.cells)
  const within = (x: number) => Math.min(maximum, Math.max(minimum, x))
  const quantile = (probability: number) => {
    let rank = probability * count
    let cell = 0
    while (cell < bounds.length && rank > profile.counts[cell]!) rank -= profile.counts[cell++]!
    const lower = within(bounds[points[cell - 1] ? cell - 2 : cell - 1] ?? minimum)
    if (points[cell] || profile.counts[cell] === 0) return lower
    const share = rank / profile.counts[cell]!
    return lower * (1 - share) + within(bounds[cell] ?? maximum) * share
  }
  const [a, b, c, d, e] = probabilities
  return {
    mean,
    deviation: Math.sqrt(squares / (count - infinite)),
    minimum,
    maximum,
    quantiles: [quantile(a), quantile(b), quantile(c), quantile(d), quantile(e)],
  }
}
