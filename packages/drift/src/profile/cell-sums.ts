import { cellBounds } from './cell-bounds.ts'
import type { CellEdges } from './profile-types.ts'

/**
 * Sums by cell in as many digits as count: a hundredth of the cell's width a row, in the open cells at the ends of the width of the cell beside. More
 * would be most of a profile's size, and would move a Wasserstein distance by less than a thousandth of a standard deviation.
 */
export function roundSums(
  sums: ArrayLike<number>,
  { counts, cells }: { readonly counts: ArrayLike<number>; readonly cells: CellEdges },
): number[] {
  const { bounds, points } = cellBounds(cells)
  const widths = points.map((point, cell) => (point || cell === 0 ? 0 : (bounds[cell] ?? bounds[cell - 1]!) - bounds[cell - 1]!))
  widths[0] = widths.find((width) => width > 0) ?? 0
  widths[widths.length - 1] = widths.findLast((width) => width > 0) ?? 0
  return Array.from(sums, (sum, cell) => {
    const rows = counts[cell]!
    if (!points[cell]) return roundTo(sum, (widths[cell]! / 100) * rows)
    const atom = bounds[cell - 1]!
    return roundTo(atom * rows, (Math.abs(atom) / 1e9) * rows)
  })
}

/** Rounds to the power of ten below a step; JSON has neither infinity nor -0, so that sums near 1e308 end at the greatest float64. */
function roundTo(x: number, step: number): number {
  const digits = Math.floor(Math.log10(Math.abs(x))) - Math.floor(Math.log10(step)) + 1
  const rounded = digits >= 17 || !Number.isFinite(digits) ? x : digits < 1 ? 0 : Number(x.toPrecision(digits))
  return finite(rounded)
}

/** The nearest number that JSON has. */
export const finite = (x: number): number => Math.min(Number.MAX_VALUE, Math.max(-Number.MAX_VALUE, x === x ? x : 0)) + 0
