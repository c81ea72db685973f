import type { TestName } from '../tests/test-result.ts'
import type { CellEdges } from './profile-types.ts'
import { roundEdges } from './round-edges.ts'

/** How one number column is put into cells. */
export interface NumberLayout {
  readonly test: TestName
  readonly discrete: boolean
  readonly distinct: number | null
  readonly cells: CellEdges
  readonly bands: CellEdges
}

/** Up to so many distinct values, each of them twice in the mean, a number is a category. */
export const mostDiscrete = 20

/** What ties say of reference values. */
export interface Ties {
  /** Values, and distinct ones among them; null where they are many and were not counted. */
  readonly count: number
  readonly distinct: number | null
  /** Rows of the most frequent value. */
  readonly heaviest: number
  /** The distinct values, ascending, where there are at most 20. */
  readonly values: readonly number[]
}

/** One cell a value: few values, each of them often. Null where they are not so. */
export function discreteLayout({ count, distinct, values }: Ties): NumberLayout | null {
  const discrete = distinct !== null && distinct > 0 && distinct <= mostDiscrete && 2 * distinct <= count
  return discrete ? atomsOf(values, distinct) : null
}

export const booleanLayout = (distinct: number | null): NumberLayout => atomsOf([0, 1], distinct)

function atomsOf(values: readonly number[], distinct: number | null): NumberLayout {
  const atoms = { edges: values, atoms: values }
  return { test: 'chi-square', discrete: true, distinct, cells: atoms, bands: atoms }
}

/** Values at k / parts of the reference, for k from 0 to parts, and those a twentieth of a cell to either side. */
export interface EdgeQuantiles {
  readonly parts: number
  readonly at: readonly number[]
  readonly below: readonly number[]
  readonly above: readonly number[]
}

/** Cells of equal share: KS for continuous numbers, chi-square where a tenth of the rows or more have one value. */
export function quantileLayout(quantiles: EdgeQuantiles, { count, heaviest, distinct }: Ties): NumberLayout {
  const { parts, at } = quantiles
  const exact = edgesAt(at)
  const short = roundEdges(exact, quantiles)
  const tenths = edgesAt(Array.from({ length: 11 }, (_, k) => at[(k * parts) / 10]!))
  return {
    test: isTied({ count, heaviest }) ? 'chi-square' : 'kolmogorov-smirnov',
    discrete: false,
    distinct,
    cells: { edges: exact.edges.map((edge) => short.get(edge)!), atoms: exact.atoms },
    bands: { edges: tenths.edges.map((edge) => short.get(edge)!), atoms: tenths.atoms },
  }
}

export const isTied = ({ count, heaviest }: Pick<Ties, 'count' | 'heaviest'>): boolean => heaviest >= Math.max(2, count / 10)

/** Into how many cells values are put: for three of them at least, so that a profile tells no single row; a multiple of 10. */
export const partsOf = (count: number, most: number): number => Math.min(most, 10 * Math.max(1, Math.floor(count / 30)))

/**
 * Edges at the quantiles k / parts of ascending numbers (type 7). A value that two of them fall on is an atom; the least value is no edge unless it
 * is one.
 */
export function quantileCells(sorted: Float64Array, parts: number): CellEdges {
  return sorted.length === 0 ? { edges: [], atoms: [] } : edgesAt(quantilesOf(sorted, parts).at)
}

function edgesAt(quantiles: readonly number[]): CellEdges {
  const atoms = [...new Set(quantiles.filter((edge, k) => edge === quantiles[k - 1]))]
  const inner = quantiles.slice(1, -1).filter((edge) => edge > quantiles[0]!)
  return { edges: [...new Set([...inner, ...atoms])].sort((a, b) => a - b), atoms }
}

/** How far from an edge a rounded one may lie, as a share of a cell: one in so many. */
export const wiggle = 20

/**
 * Ranks are computed in integers, so that an edge that is a value of the data is exactly that value, and the cells of a tenth are unions of cells of
 * any multiple of ten.
 */
export function quantilesOf(sorted: Float64Array, parts: number): EdgeQuantiles {
  const last = sorted.length - 1
  const whole = wiggle * parts
  const quantile = (step: number) => {
    const position = last * Math.min(whole, Math.max(0, step))
    const below = Math.floor(position / whole)
    const part = position % whole
    const lower = sorted[below]!
    const upper = sorted[Math.min(below + 1, last)]!
    return (part === 0 || lower === upper ? lower : between(lower, upper, part / whole)) + 0
  }
  const row = (shift: number) => Array.from({ length: parts + 1 }, (_, k) => quantile(wiggle * k + shift))
  return { parts, at: row(0), below: row(-1), above: row(1) }
}

function between(lower: number, upper: number, share: number): number {
  const step = upper - lower
  return step === Number.POSITIVE_INFINITY ? lower * (1 - share) + upper * share : lower + step * share
}

/** Ties of ascending numbers. */
export function tiesOf(sorted: Float64Array): Ties {
  let distinct = 0
  let heaviest = 0
  const values: number[] = []
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1
    while (end < sorted.length && sorted[end] === sorted[start]) end++
    if (distinct++ < mostDiscrete) values.push(sorted[start]! + 0)
    heaviest = Math.max(heaviest, end - start)
    start = end
  }
  return { count: sorted.length, distinct, heaviest, values }
}
