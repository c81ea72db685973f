import type { MonitoredColumn } from '../monitor/define-monitor.ts'
import type { MonitorSettings } from '../monitor/settings.ts'
import { sortedValues } from '../tests/sorting/sorted-values.ts'
import { cellBounds } from './cell-bounds.ts'
import { finite, roundSums } from './cell-sums.ts'
import type { NumberCounts } from './count-numbers.ts'
import { fewerParts, type LabelArrays } from './profile-size.ts'
import type { CellEdges, NumberProfile } from './profile-types.ts'
import { booleanLayout, discreteLayout, type NumberLayout, partsOf, quantileLayout, quantilesOf, tiesOf } from './reference-cells.ts'
import { labelsOf } from './score-outcomes.ts'
import type { FrameOf } from './segment-profile.ts'

/** The part of a profile that says where values are counted. */
export type NumberFrame = FrameOf<NumberProfile>
/** The part that is counted. */
export type NumberTally = Omit<NumberProfile, keyof NumberFrame>

/** What a frame is made for. */
export interface FrameUse {
  readonly settings: MonitorSettings
  /** How many arrays of outcomes lie beside the counts. */
  readonly labels: LabelArrays
}

/** Makes cells from values. */
export function numberFrame(monitored: MonitoredColumn, values: Float64Array, use: FrameUse): NumberFrame {
  const sorted = finiteSorted(values)
  const ties = tiesOf(sorted)
  const fixed = monitored.spec.kind === 'boolean' ? booleanLayout(ties.distinct) : discreteLayout(ties)
  if (fixed !== null || sorted.length === 0) return frameOfLayout(monitored, fixed ?? { ...noLayout, distinct: 0 }, use)
  for (let parts: number | null = partsOf(sorted.length, use.settings.cells); ; ) {
    const frame = frameOfLayout(monitored, quantileLayout(quantilesOf(sorted, parts), ties), use)
    const fewer = fewerParts(frame, parts, use)
    if (fewer === null) return frame
    parts = fewer
  }
}

const none: CellEdges = { edges: [], atoms: [] }
/** Of a column without finite values. */
export const noLayout: Omit<NumberLayout, 'distinct'> = { test: 'kolmogorov-smirnov', discrete: false, cells: none, bands: none }

/** A layout as the frame of a column, with the threshold of approval among its edges, so that counts say the rate exactly. */
export function frameOfLayout({ spec, role }: MonitoredColumn, layout: NumberLayout, { settings: { approval } }: FrameUse): NumberFrame {
  const { test, discrete, distinct, cells, bands } = layout
  const edges = approval?.column === spec.name ? withEdge(cells, approval.threshold) : cells
  return { column: spec.name, role, kind: spec.kind, distinct, type: 'number', test, discrete, cells: edges, bands }
}

function withEdge({ edges, atoms }: CellEdges, edge: number): CellEdges {
  return { edges: edges.includes(edge) ? edges : [...edges, edge].sort((a, b) => a - b), atoms }
}

/** What was counted, as profiles hold it. */
export function numberTally({ cells }: NumberFrame, found: NumberCounts): NumberTally {
  const { rows, nulls, infinite, moments, minimum, maximum } = found
  const present = moments.count > 0
  const counts = Array.from(found.counts)
  return {
    count: rows - nulls,
    nulls,
    infinite,
    mean: present ? finite(moments.mean) : null,
    squares: present ? finite(moments.squares) : null,
    minimum: present ? minimum + 0 : null,
    maximum: present ? maximum + 0 : null,
    counts,
    sums: roundSums(found.sums, { counts, cells }),
    labels: labelsOf(counts, found),
  }
}

/** A column's profile, with its members in one order. */
export function numberProfile(frame: NumberFrame, tally: NumberTally): NumberProfile {
  const { column, role, kind, distinct, test, discrete, cells, bands } = frame
  const { count, nulls, infinite, mean, squares, minimum, maximum, counts, sums, labels } = tally
  const figures = { infinite, mean, squares, minimum, maximum, cells, bands, counts, sums, labels }
  return { column, role, kind, count, nulls, distinct: distinct ?? distinctOf(frame, tally), type: 'number', test, discrete, ...figures }
}

/** Distinct values, where each has a cell of its own. */
function distinctOf({ cells }: NumberFrame, { count, counts }: NumberTally): number | null {
  const { points } = cellBounds(cells)
  const known = counts.filter((_, cell) => points[cell])
  const rows = known.reduce((sum, one) => sum + one, 0)
  return rows === count ? known.filter((one) => one > 0).length : null
}

function finiteSorted(values: Float64Array): Float64Array {
  const sorted = sortedValues(values)
  let start = 0
  let end = sorted.length
  while (start < end && sorted[start] === Number.NEGATIVE_INFINITY) start++
  while (end > start && sorted[end - 1] === Number.POSITIVE_INFINITY) end--
  return sorted.subarray(start, end)
}
