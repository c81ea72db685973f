import { cellAt } from './cell-bounds.ts'
import { type CellGrid, cellGrid, slots } from './cell-grid.ts'
import { type Moments, mergeMoments, noMoments } from './moments.ts'

/** What a pass over numbers finds. */
export interface NumberCounts {
  readonly counts: Float64Array
  /** Of the finite values. */
  readonly sums: Float64Array
  readonly rows: number
  readonly nulls: number
  readonly infinite: number
  readonly moments: Moments
  /** Of the finite values; Infinity where there are none. */
  readonly minimum: number
  readonly maximum: number
  /** Rows whose label is 1, by cell. */
  readonly positive: Float64Array
  /** Rows whose label is 0, by cell. */
  readonly negative: Float64Array
}

/** Counts numbers as they come. */
export interface NumberCounter {
  /** Labels are 1, 0 or NaN, one a value. */
  add(values: Float64Array, labels?: Float64Array): void
  result(): NumberCounts
}

interface Tally extends Omit<NumberCounts, 'positive' | 'negative'> {
  readonly grid: CellGrid
  rows: number
  nulls: number
  infinite: number
  /** Of the blocks before. */
  moments: Moments
  minimum: number
  maximum: number
  /** Finite values of the block that is being filled, and sums of their distances from an origin. */
  readonly filling: { count: number; origin: number; distances: number; squares: number }
}

/** Rows whose distances are taken from one origin; blocks begin at multiples of this, so that figures do not depend on how rows come. */
const block = 4096
const lastSlot = slots - 1

/** Counts into cells in one pass, without an object a row. */
export function createNumberCounter(bounds: Float64Array, grid: CellGrid = cellGrid(bounds)): NumberCounter {
  const zeros = () => new Float64Array(bounds.length + 1)
  const [positive, negative] = [zeros(), zeros()]
  const tally: Tally = {
    grid,
    counts: zeros(),
    sums: zeros(),
    rows: 0,
    nulls: 0,
    infinite: 0,
    moments: noMoments,
    minimum: Number.POSITIVE_INFINITY,
    maximum: Number.NEGATIVE_INFINITY,
    filling: { count: 0, origin: Number.NaN, distances: 0, squares: 0 },
  }
  return {
    add(values, labels) {
      for (let start = 0; start < values.length; ) {
        const end = Math.min(values.length, start + block - (tally.rows % block))
        const others = end - start - countFinite(tally, values, start, end)
        if (others > 0) countOthers(tally, values, { start, end, others })
        tally.rows += end - start
        if (tally.rows % block === 0) closeBlock(tally)
        start = end
      }
      if (labels === undefined) return
      for (let row = 0; row < values.length; row++) {
        const cells = labels[row] === 1 ? positive : negative
        if (values[row]! === values[row]! && labels[row]! === labels[row]!) cells[cellAt(bounds, values[row]!)]!++
      }
    },
    result: () => ({ ...tally, moments: withFilling(tally), positive, negative }),
  }
}

/** Counts numbers at once. */
export function countNumbers(values: Float64Array, bounds: Float64Array): NumberCounts {
  const counter = createNumberCounter(bounds)
  counter.add(values)
  return counter.result()
}

/**
 * Counts the finite numbers of a block and tells how many there are.
 *
 * The first comparison is arithmetic rather than a branch, since a processor cannot foretell on which side of a bound a number lies.
 */
function countFinite(tally: Tally, values: Float64Array, start: number, end: number): number {
  const { counts, sums, filling } = tally
  const { bounds, starts, first, scale } = tally.grid
  const origin = originOf(tally, values, start, end)
  let { minimum, maximum } = tally
  let others = 0
  let { distances, squares } = filling
  for (let i = start; i < end; i++) {
    const x = values[i]!
    if (x - x !== 0) {
      others++
      continue
    }
    const place = (x - first) * scale
    let cell = starts[place >= lastSlot - 1 ? lastSlot : place >= 0 ? (place | 0) + 1 : 0]!
    cell += Number(x >= bounds[cell]!)
    while (x >= bounds[cell]!) cell++
    counts[cell] = counts[cell]! + 1
    sums[cell] = sums[cell]! + x
    const distance = x - origin
    distances += distance
    squares += distance * distance
    if (x < minimum) minimum = x
    if (x > maximum) maximum = x
  }
  const finite = end - start - others
  filling.count += finite
  filling.distances = distances
  filling.squares = squares
  tally.minimum = minimum
  tally.maximum = maximum
  return finite
}

/** The mean of the blocks before, or the first finite number: distances from either lose no digit that the moments of all rows keep. */
function originOf({ moments, filling }: Tally, values: Float64Array, start: number, end: number): number {
  if (filling.origin !== filling.origin) {
    if (moments.count > 0) filling.origin = moments.mean
    for (let i = start; i < end && filling.origin !== filling.origin; i++) if (values[i]! - values[i]! === 0) filling.origin = values[i]!
  }
  return filling.origin
}

function closeBlock(tally: Tally): void {
  tally.moments = withFilling(tally)
  Object.assign(tally.filling, { count: 0, origin: Number.NaN, distances: 0, squares: 0 })
}

function withFilling({ moments, filling: { count, origin, distances, squares } }: Tally): Moments {
  if (count === 0) return moments
  const shift = distances / count
  return mergeMoments(moments, { count, mean: origin + shift, squares: Math.max(0, squares - distances * shift) })
}

/** Counts what is not finite: nulls without a branch, and infinities only where some are left. */
function countOthers(tally: Tally, values: Float64Array, { start, end, others }: { start: number; end: number; others: number }): void {
  let nulls = 0
  for (let i = start; i < end; i++) nulls += Number(values[i]! !== values[i]!)
  tally.nulls += nulls
  if (nulls === others) return
  const { counts } = tally
  for (let i = start; i < end; i++) {
    if (values[i] === Number.NEGATIVE_INFINITY) counts[0]!++
    else if (values[i] === Number.POSITIVE_INFINITY) counts[counts.length - 1]!++
  }
  tally.infinite += others - nulls
}
