import { predecessor } from '@millrace/core'
import { successor } from './cell-bounds.ts'
import type { CellEdges } from './profile-types.ts'
import type { EdgeQuantiles } from './reference-cells.ts'

/**
 * For each edge the number of fewest digits that serves as well: between the values a twentieth of a cell to either side, and between the edges
 * beside it. Atoms stay as they are, since they are values.
 */
export function roundEdges({ edges, atoms }: CellEdges, { at, below, above }: EdgeQuantiles): ReadonlyMap<number, number> {
  const exact = new Set(atoms)
  const places = new Map(at.map((edge, k) => [edge, k]))
  const rounded = new Map<number, number>()
  let previous = at[0] ?? 0
  edges.forEach((edge, index) => {
    const next = edges[index + 1] ?? Number.POSITIVE_INFINITY
    const k = places.get(edge)!
    const range = { from: Math.max(below[k]!, successor(previous)), to: Math.min(above[k]!, predecessor(next)) }
    previous = exact.has(edge) ? edge : shortest(edge, range)
    rounded.set(edge, previous)
  })
  return rounded
}

/** A number rounded to the fewest digits that leave it in a range. */
function shortest(x: number, { from, to }: { readonly from: number; readonly to: number }): number {
  for (let digits = 1; digits < 17; digits++) {
    const candidate = Number(x.toPrecision(digits)) + 0
    if (candidate >= from && candidate <= to) return candidate
  }
  return x
}
