import type { SpecNode } from './expr.ts'

/**
 * A statistic of expressions over all rows, asked of a `StatisticsEngine`; `T` is the answer.
 *
 * @category Statistics
 * @since 0.1.0
 */
export interface Statistic<out T> {
  /** Which statistic. */
  readonly request: StatisticOf<SpecNode>
  /** For the compiler alone. */
  readonly '~type'?: T | undefined
}

/**
 * One question to an engine; `Argument` is a node. Nulls take part in `nulls` and as keys of `sumBy`, nowhere else.
 *
 * @category Statistics
 * @since 0.1.0
 */
export type StatisticOf<Argument> =
  | { readonly stat: 'count' | 'nulls' | 'mean' | 'stddevPop' | 'minimum' | 'maximum'; readonly of: Argument }
  | { readonly stat: 'quantiles'; readonly of: Argument; readonly probabilities: readonly number[] }
  | { readonly stat: 'topValues'; readonly of: Argument; readonly limit: number }
  | { readonly stat: 'sumBy'; readonly key: Argument; readonly fold: Argument; readonly of: Argument }
  | { readonly stat: 'cells'; readonly of: Argument; readonly edges: readonly number[]; readonly value: Argument }

/**
 * A value and how many rows hold it.
 *
 * @category Statistics
 * @since 0.1.0
 */
export interface ValueCount<out T> {
  /** The value. */
  readonly value: T
  /** Number of rows. */
  readonly count: number
}

/**
 * Count and sum of a number over the rows with one key in one fold.
 *
 * @category Statistics
 * @since 0.1.0
 */
export interface KeySum {
  /** The key, null included. */
  readonly key: string | null
  /** The fold. */
  readonly fold: number
  /** Number of rows where the summed number is not null. */
  readonly count: number
  /** Their sum. */
  readonly sum: number
}

/**
 * Count and sum by cell.
 *
 * @category Statistics
 * @since 0.1.0
 */
export interface CellSums {
  /** Rows in each cell where both numbers are present; one cell more than edges. */
  readonly count: readonly number[]
  /** Sum of the second number in each cell. */
  readonly sum: readonly number[]
}

/**
 * What `topValues` answers: numbers for booleans.
 *
 * @category Statistics
 * @since 0.1.0
 */
export type TopValue<T> = T extends string ? string : T extends number | boolean ? number : never
