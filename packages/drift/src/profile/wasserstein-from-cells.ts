import type { Bounds } from '../compare/drift-report.ts'
import { cellBounds } from './cell-bounds.ts'
import type { NumberProfile } from './profile-types.ts'

/**
 * Bounds of the Wasserstein distance of order 1 between the rows of two profiles in the same cells, in the column's unit.
 *
 * The distance is the area between the two distribution functions F and G. Counts say both at the ends of a cell, and sums the area under either
 * within it, so that the area between them is known wherever one lies above the other throughout: bounds are apart only by the cells where they cross. Sums are
 * rounded, which moves both bounds by less than a hundredth of a cell.
 *
 * @param reference - counts, sums, extremes
 * @param current - counts of other rows in the same cells
 * @returns the distance that the rows have at least and at most; null where a side has no finite values or holds infinities, whose distance is
 *   infinite
 * @throws RangeError when the two are in other cells
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { defineMonitor, type NumberProfile, profile, wassersteinFromCells } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const loans = (shift: number) => fromRows(Loan, Array.from({ length: 1000 }, (_, i) => ({ amount: i + shift })))
 * const reference = await profile(defineMonitor(Loan), loans(0))
 * const current = await profile(defineMonitor(Loan), loans(50), { cellsOf: reference })
 * const { lower, upper } = wassersteinFromCells(reference.columns[0] as NumberProfile, current.columns[0] as NumberProfile)!
 * Math.round(lower) // => 50
 * Math.round(upper) // => 50
 * ```
 * @category Profiles
 * @since 0.1.0
 */
export function wassersteinFromCells(reference: NumberProfile, current: NumberProfile): Bounds | null {
  if (JSON.stringify(reference.cells) !== JSON.stringify(current.cells)) throw new RangeError('wassersteinFromCells: the cells differ')
  const sides = [reference, current]
  if (sides.some(({ count, infinite }) => count === 0 || infinite > 0)) return null
  const { bounds, points } = cellBounds(reference.cells)
  const ends = {
    least: Math.min(...sides.map(({ minimum }) => minimum!)),
    greatest: Math.max(...sides.map(({ maximum }) => maximum!)),
  }
  let lower = 0
  let upper = 0
  const starts = [0, 0]
  for (let cell = 0; cell < points.length; cell++) {
    const from = Math.max(ends.least, bounds[cell - 1] ?? ends.least)
    const to = Math.min(ends.greatest, bounds[cell] ?? ends.greatest)
    const [F, G] = sides.map((side, i) => areaIn(side, { cell, from, to, start: starts[i]! }))
    starts[0] = F!.end
    starts[1] = G!.end
    if (points[cell] || to <= from) continue
    const area = areaBetween(F!, G!, to - from)
    lower += area.lower
    upper += area.upper
  }
  return { lower: Math.max(0, lower), upper: Math.max(lower, upper) }
}

/** One distribution function within a cell. */
interface Step {
  readonly start: number
  readonly end: number
  /** The area under it. */
  readonly area: number
}

interface Cell {
  readonly cell: number
  readonly from: number
  readonly to: number
  readonly start: number
}

/** The integral of F is F R - F(L) L - S / n, taken from the cell's left end, so that offsets cost no digits. */
function areaIn({ counts, sums, count }: NumberProfile, { cell, from, to, start }: Cell): Step {
  const share = counts[cell]! / count
  const end = start + share
  const beyond = Math.min(share * (to - from), Math.max(0, (sums[cell]! - counts[cell]! * from) / count))
  return { start, end, area: end * (to - from) - beyond }
}

/** What the area between two functions of known ends and areas can be. */
function areaBetween(F: Step, G: Step, width: number): Bounds {
  const lower = Math.abs(F.area - G.area)
  if (F.start >= G.end || G.start >= F.end) return { lower, upper: lower }
  const apart = Math.max(F.end - G.start, G.end - F.start) * width
  const above = F.area + G.area - 2 * Math.min(F.start, G.start) * width
  const below = 2 * Math.max(F.end, G.end) * width - F.area - G.area
  return { lower, upper: Math.max(lower, Math.min(apart, above, below)) }
}
