import { cellBounds } from '../profile/cell-bounds.ts'
import type { NumberProfile } from '../profile/profile-types.ts'
import type { Histogram } from './column-picture.ts'

const mostBins = 24
const outside = 0.005

/** Both sides over bins of one width, as even as the cells allow: a cell's rows are spread evenly over it. Null for discrete numbers, whose cells say it all. */
export function histogramOf(reference: NumberProfile, current: NumberProfile | null): Histogram | null {
  if (reference.discrete) return null
  const before = spansOf(reference)
  const now = current === null ? [] : spansOf(current)
  const sides = [before, now].filter((spans) => spans.length > 0)
  const from = Math.min(...sides.map((spans) => quantile(spans, outside)))
  const to = Math.max(...sides.map((spans) => quantile(spans, 1 - outside)))
  if (!(from < to && to - from < Number.MAX_VALUE)) return null
  const fewest = Math.min(reference.count, current?.count || reference.count)
  const range = { from, to, bins: Math.min(mostBins, Math.max(6, Math.round(2 * Math.cbrt(fewest)))) }
  return {
    from,
    to,
    reference: binned(before, range),
    current: current === null || current.minimum === null ? null : binned(now, range),
  }
}

/** Rows that lie between two numbers. */
interface Span {
  readonly lower: number
  readonly upper: number
  readonly rows: number
}

/** The cells of one side that hold rows, cut to its range. */
function spansOf({ cells, counts, minimum, maximum }: NumberProfile): Span[] {
  if (minimum === null || maximum === null) return []
  const { bounds, points } = cellBounds(cells)
  const within = (x: number) => Math.min(maximum, Math.max(minimum, x))
  const spans: Span[] = []
  for (let cell = 0; cell < counts.length; cell++) {
    const rows = counts[cell]!
    if (rows === 0) continue
    const lower = within(bounds[cell - 1] ?? minimum)
    spans.push({ lower, upper: points[cell] ? lower : within(bounds[cell] ?? maximum), rows })
  }
  return spans
}

function quantile(spans: readonly Span[], probability: number): number {
  let rank = probability * spans.reduce((sum, { rows }) => sum + rows, 0)
  for (const { lower, upper, rows } of spans) {
    if (rank <= rows) return lower + (upper - lower) * (rank / rows)
    rank -= rows
  }
  return spans.at(-1)!.upper
}

interface Bins {
  readonly from: number
  readonly to: number
  readonly bins: number
}

/** Shares of all rows by bin, of four decimals; what lies outside of the range is in none. */
function binned(spans: readonly Span[], { from, to, bins }: Bins): number[] {
  const all = spans.reduce((sum, { rows }) => sum + rows, 0)
  const sums = new Array<number>(bins).fill(0)
  const position = (x: number) => (bins * (x - from)) / (to - from)
  for (const { lower, upper, rows } of spans) {
    const [start, end] = [position(lower), position(upper)]
    if (end === start) {
      const bin = Math.min(bins - 1, Math.floor(start))
      if (bin >= 0 && start <= bins) sums[bin]! += rows
      continue
    }
    for (let bin = Math.max(0, Math.floor(start)); bin < Math.min(bins, end); bin++) {
      sums[bin]! += (rows * Math.max(0, Math.min(end, bin + 1) - Math.max(start, bin))) / (end - start)
    }
  }
  return sums.map((rows) => Math.round((rows / Math.max(1, all)) * 1e4) / 1e4)
}
