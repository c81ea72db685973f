import { optionError } from '../internal/errors.ts'
import { type TwoCounts, totalsOf } from './two-counts.ts'
import type { Sizes } from './two-samples.ts'

/**
 * What stands for the share of an empty cell, where a logarithm of it is taken.
 *
 * - `additive`: (count + ½) / (rows + ½ cells) is the share of every cell, on both sides alike; it depends on the sizes as the noise does.
 * - a number in (0, 1): a share of 0 becomes this, as many tools do with 0.0001; the distance depends on it.
 * - `evidently`: as Evidently has it, 0.0001, or a millionth of the side's least share where that is not above 0.0001.
 *
 * @category Tests
 * @since 0.1.0
 */
export type EmptyCellFill = 'additive' | 'evidently' | number

/** Shares of both sides, cell by cell, without the cells that are empty on both (save with Evidently's fill, which fills them too). */
export interface CellShares {
  /** How many cells are not empty on both sides. */
  readonly cells: number
  readonly reference: Float64Array
  readonly current: Float64Array
  readonly sizes: Sizes
  /** What a careful reader should know. */
  readonly warnings: readonly string[]
}

/** Below so many expected rows a cell, limit laws of divergences do not hold. */
const denseFrom = 10

/** The shares as they are, empty cells 0. */
export function cellShares(counts: TwoCounts, name: string, { keepEmpty = false }: { readonly keepEmpty?: boolean } = {}): CellShares {
  const sizes = totalsOf(counts, name)
  const total = sizes.reference + sizes.current
  const smaller = Math.min(sizes.reference, sizes.current) / total
  const kept: number[] = []
  let cells = 0
  let sparse = 0
  for (let cell = 0; cell < counts.reference.length; cell++) {
    const both = counts.reference[cell]! + counts.current[cell]!
    if (both > 0 || keepEmpty) kept.push(cell)
    if (both === 0) continue
    cells++
    if (both * smaller < denseFrom) sparse++
  }
  const side = (values: ArrayLike<number>, rows: number) => Float64Array.from(kept, (cell) => values[cell]! / rows)
  const warning = `${sparse} of ${cells} cells expect fewer than ${denseFrom} rows on the smaller side: noise and p-value are not to be trusted`
  return {
    cells,
    reference: side(counts.reference, sizes.reference),
    current: side(counts.current, sizes.current),
    sizes,
    warnings: sparse > 0 && cells > 1 ? [warning] : [],
  }
}

/** The shares with empty cells filled; `E_DRIFT_OPTION` where the fill is none. */
export function filledShares(
  counts: TwoCounts,
  { function: name, fill }: { readonly function: string; readonly fill: EmptyCellFill },
): CellShares {
  if (!(fill === 'additive' || fill === 'evidently' || (fill > 0 && fill < 1))) {
    throw optionError({ function: name, option: 'fill', value: fill, range: "'additive', 'evidently' or a number in (0, 1)" })
  }
  const { cells, reference, current, sizes, warnings } = cellShares(counts, name, { keepEmpty: fill === 'evidently' })
  const fillSide = (shares: Float64Array, rows: number): Float64Array => {
    if (fill === 'additive') return shares.map((share) => (share * rows + 0.5) / (rows + cells / 2))
    const least = fill === 'evidently' ? evidentlyFill(shares) : fill
    return shares.map((share) => share || least)
  }
  const empty = reference.some((share, cell) => share === 0 || current[cell] === 0)
  const warning = `empty cells were filled with ${fill}: the distance depends on it`
  return {
    cells,
    reference: fillSide(reference, sizes.reference),
    current: fillSide(current, sizes.current),
    sizes,
    warnings: empty && fill !== 'additive' ? [...warnings, warning] : warnings,
  }
}

function evidentlyFill(shares: Float64Array): number {
  const least = shares.reduce((smallest, share) => (share > 0 ? Math.min(smallest, share) : smallest), 1)
  return least <= 1e-4 ? least / 1e6 : 1e-4
}

/** The shares of both sides together. */
export function pooledShares({ reference, current, sizes }: CellShares): Float64Array {
  const total = sizes.reference + sizes.current
  return reference.map((share, cell) => (share * sizes.reference + current[cell]! * sizes.current) / total)
}
