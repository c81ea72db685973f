import { predecessor } from '@millrace/core'
import type { CellEdges } from './profile-types.ts'

/** Cells as plain ascending bounds, closed on the left, as core's `cells` and `bucket` take them. */
export interface CellBounds {
  /** One fewer than cells. */
  readonly bounds: Float64Array
  /** Whether a cell holds one number alone. */
  readonly points: readonly boolean[]
}

/** Bounds of edges that were asked for before: one comparison asks a dozen times. */
const known = new WeakMap<CellEdges, CellBounds>()

/** An atom ends at the next float64. The answer is shared: it is not to be written to. */
export function cellBounds(cells: CellEdges): CellBounds {
  const bounds = known.get(cells) ?? boundsOf(cells)
  known.set(cells, bounds)
  return bounds
}

function boundsOf({ edges, atoms }: CellEdges): CellBounds {
  const heavy = new Set(atoms)
  const bounds: number[] = []
  const points = [false]
  for (const edge of edges) {
    if (bounds.at(-1) === edge) points[points.length - 1] = heavy.has(edge)
    else {
      bounds.push(edge)
      points.push(heavy.has(edge))
    }
    const next = successor(edge)
    if (heavy.has(edge) && Number.isFinite(next)) {
      bounds.push(next)
      points.push(false)
    }
  }
  return { bounds: Float64Array.from(bounds), points }
}

/** The least float64 above x. */
export function successor(x: number): number {
  return -predecessor(-x)
}

/** The cell of x among ascending bounds: the number of bounds that are not above it. */
export function cellAt(bounds: ArrayLike<number>, x: number, low = 0, high = bounds.length): number {
  while (low < high) {
    const middle = (low + high) >>> 1
    if (x >= bounds[middle]!) low = middle + 1
    else high = middle
  }
  return low
}

/** For each cell, the band it lies in. */
export function bandsOf(cells: Float64Array, bands: Float64Array): Int32Array {
  return Int32Array.from({ length: cells.length + 1 }, (_, cell) => (cell === 0 ? 0 : cellAt(bands, cells[cell - 1]!)))
}

/** Counts by band. */
export function sumByBand(counts: ArrayLike<number>, bands: Int32Array): number[] {
  const sums = new Array<number>((bands.at(-1) ?? 0) + 1).fill(0)
  for (let cell = 0; cell < bands.length; cell++) sums[bands[cell]!]! += counts[cell]!
  return sums
}
