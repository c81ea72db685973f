import type { MonitorSettings } from '../monitor/settings.ts'
import { cellBounds } from './cell-bounds.ts'
import { roundSums } from './cell-sums.ts'
import type { NumberFrame } from './number-profile.ts'

/** Arrays of outcomes in the profile of a column of predictions: none; of positive rows; of these and of rows without outcome. */
export type LabelArrays = 0 | 1 | 2

/**
 * Bytes of JSON that a column's profile takes at most, its name apart, whatever is counted into its cells up to a billion rows. A monitor that asks
 * for more than 200 cells or levels gets as many times more.
 */
export const columnBytes = (asked: number): number => 6144 * Math.max(1, asked / 200)

/** Rows that the sizes of counts are reckoned for. */
const mostRows = 1e9

/** Bytes of a value's JSON in UTF-8. */
export const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length

/** Into how many parts values should be put, where a frame of so many is too large; null where it is not, or nothing can be cut. */
export function fewerParts(
  frame: NumberFrame,
  parts: number,
  { settings, labels }: { settings: MonitorSettings; labels: LabelArrays },
): number | null {
  const most = columnBytes(settings.cells)
  const bytes = specimenBytes(frame, labels)
  if (bytes <= most || parts <= 10) return null
  return Math.max(10, Math.min(parts - 10, 10 * Math.floor((parts * most) / bytes / 10)))
}

/** Bytes of a profile in these cells of a billion rows that have many digits. */
function specimenBytes(frame: NumberFrame, labels: LabelArrays): number {
  const { bounds, points } = cellBounds(frame.cells)
  const rows = Math.ceil(mostRows / points.length)
  const counts = points.map(() => rows)
  const spread = (bounds.at(-1) ?? 0) - (bounds[0] ?? 0)
  const sums = points.map((_, cell) => {
    const lower = bounds[cell - 1] ?? bounds[0]! - spread
    const upper = bounds[cell] ?? bounds.at(-1)! + spread
    return (lower + (upper - lower) * 0.3819660112501051) * (rows - 1)
  })
  const long = -1.2345678901234567e-100
  const figures = { count: mostRows, nulls: mostRows, infinite: mostRows, mean: long, squares: long, minimum: long, maximum: long }
  const outcomes = [counts, counts].map((array, index) => (index < labels ? array : null))
  const specimen = { ...frame, ...figures, column: '', counts, sums: roundSums(sums, { counts, cells: frame.cells }), outcomes }
  return bytesOf(specimen) + 50
}
