import type { TestName } from '../tests/test-result.ts'
import type { CellEdges } from './profile-types.ts'

/** How one number column is put into cells. */
export interface NumberLayout {
  readonly test: TestName
  readonly discrete: boolean
  readonly distinct: number
  readonly cells: CellEdges
  readonly bands: CellEdges
}

/** Up to so many distinct values, each of them twice in the mean, a number is a category. */
const mostDiscrete = 20

/**
 * Chooses cells and test from the ascending, finite reference values: KS for continuous numbers, chi-square where a tenth of the rows or
 * more have one value, or where there are few values.
 *
 * A cell is made for three reference rows at least, so that a profile tells no single row.
 */
export function layoutOf(sorted: Float64Array, { cells, boolean }: { readonly cells: number; readonly boolean: boolean }): NumberLayout {
  const { distinct, heaviest, first } = tiesOf(sorted)
  const discrete = boolean || (distinct > 0 && distinct <= mostDiscrete && 2 * distinct <= sorted.length)
  if (discrete) {
    const values = boolean ? [0, 1] : first
    const atoms = { edges: values, atoms: values }
    return { test: 'chi-square', discrete, distinct, cells: atoms, bands: atoms }
  }
  const tied = heaviest >= Math.max(2, sorted.length / 10)
  const parts = Math.min(cells, 10 * Math.max(1, Math.floor(sorted.length / 30)))
  return {
    test: tied ? 'chi-square' : 'kolmogorov-smirnov',
    discrete,
    distinct,
    cells: quantileCells(sorted, parts),
    bands: quantileCells(sorted, 10),
  }
}

/** Number of distinct values, rows of the most frequent one, and the first distinct values. */
function tiesOf(sorted: Float64Array): { readonly distinct: number; readonly heaviest: number; readonly first: readonly number[] } {
  let distinct = 0
  let heaviest = 0
  const first: number[] = []
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1
    while (end < sorted.length && sorted[end] === sorted[start]) end++
    if (distinct++ < mostDiscrete) first.push(sorted[start]!)
    heaviest = Math.max(heaviest, end - start)
    start = end
  }
  return { distinct, heaviest, first }
}

/**
 * Edges at the quantiles k / parts of ascending numbers (type 7). A value that two of them fall on is an atom; the least value is no edge unless it
 * is one. Ranks are computed in integers, so that an edge that is a value of the data is exactly that value, and the cells of a tenth are
 * unions of cells of any multiple of ten.
 */
export function quantileCells(sorted: Float64Array, parts: number): CellEdges {
  if (sorted.length === 0) return { edges: [], atoms: [] }
  const quantiles = Array.from({ length: parts + 1 }, (_, k) => {
    const position = (sorted.length - 1) * k
    const below = Math.floor(position / parts)
    const part = position % parts
    const lower = sorted[below]!
    const upper = sorted[Math.min(below + 1, sorted.length - 1)]!
    return part === 0 || lower === upper ? lower : between(lower, upper, part / parts)
  })
  const atoms = [...new Set(quantiles.filter((edge, k) => edge === quantiles[k - 1]))]
  const inner = quantiles.slice(1, -1).filter((edge) => edge > sorted[0]!)
  return { edges: [...new Set([...inner, ...atoms])].sort((a, b) => a - b), atoms }
}

function between(lower: number, upper: number, share: number): number {
  const step = upper - lower
  return step === Number.POSITIVE_INFINITY ? lower * (1 - share) + upper * share : lower + step * share
}
