import { predecessor } from '@millrace/core'

/** A table that leads from a number to a bound not above it, so that few comparisons, mostly one, find its cell. */
export interface CellGrid {
  /** The ascending bounds, then infinity, which every finite number lies below. */
  readonly bounds: Float64Array
  /** By slot, the number of bounds that no number of the slot lies below. */
  readonly starts: Uint16Array
  /** Slot 0 is for what lies below this number; a slot further for every whole one of `(x - first) * scale`, up to the last slot. */
  readonly first: number
  readonly scale: number
}

/** How many slots a grid has. */
export const slots = 8192
/** Shares of the bounds at either end that a grid may leave to its end slots, where the others are too close together for it. */
const trims = [0, 0.01, 0.05, 0.1, 0.25, 0.4]

/**
 * Slots of equal width over the bounds, or over the inner ones of them where tails are long; `(x - first) * scale` never falls as x grows,
 * rounding included, so that a bound in an earlier slot is never above x.
 */
export function cellGrid(bounds: Float64Array): CellGrid {
  const grids = trims.map((trim) => gridOver(bounds, Math.floor(trim * bounds.length)))
  const { first, scale, places } = grids.reduce((best, grid) => (grid.steps < best.steps ? grid : best))
  const starts = new Uint16Array(slots)
  let filled = 0
  bounds.forEach((bound, index) => {
    const isLeast = bound === first && slotOf(predecessor(bound), { first, scale }) < places[index]!
    const from = places[index]! + (isLeast ? 0 : 1)
    starts.fill(index, filled, from)
    filled = from
  })
  starts.fill(bounds.length, filled)
  const padded = new Float64Array(bounds.length + 1).fill(Number.POSITIVE_INFINITY)
  padded.set(bounds)
  return { bounds: padded, starts, first, scale }
}

type Line = Pick<CellGrid, 'first' | 'scale'>

function slotOf(x: number, { first, scale }: Line): number {
  const place = (x - first) * scale
  return place >= slots - 2 ? slots - 1 : place >= 0 ? (place | 0) + 1 : 0
}

/** A grid without the outer bounds, and how many comparisons it leaves. */
function gridOver(bounds: Float64Array, outer: number): Line & { readonly places: Int32Array; readonly steps: number } {
  const first = bounds[outer] ?? 0
  const width = (bounds[bounds.length - 1 - outer] ?? 0) - first
  const perWidth = (slots - 2) / width
  const scale = Number.isFinite(width) && Number.isFinite(perWidth) ? perWidth : 0
  const line = { first, scale }
  const places = new Int32Array(bounds.length)
  let steps = 0
  let together = 0
  for (let index = 0; index < places.length; index++) {
    places[index] = slotOf(bounds[index]!, line)
    together = places[index] === places[index - 1] ? together + 1 : 1
    steps += together
  }
  return { ...line, places, steps }
}
