import type { SpecNode } from './expr.ts'
import type { Expr, Numeric } from './expr.ts'

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

const statistic = <T>(request: StatisticOf<SpecNode>): Statistic<T> => Object.freeze({ request: Object.freeze(request) })

/** Number of rows where the value is not null. @category Statistics @since 0.1.0 */
export const count = (x: Expr<unknown>): Statistic<number> => statistic({ stat: 'count', of: x.node })

/** Number of rows where the value is null. @category Statistics @since 0.1.0 */
export const nulls = (x: Expr<unknown>): Statistic<number> => statistic({ stat: 'nulls', of: x.node })

/** Mean of the values that are not null; null where there are none. @category Statistics @since 0.1.0 */
export const mean = (x: Numeric): Statistic<number> => statistic({ stat: 'mean', of: x.node })

/** Population standard deviation (divided by n) of the values that are not null. @category Statistics @since 0.1.0 */
export const stddevPop = (x: Numeric): Statistic<number> => statistic({ stat: 'stddevPop', of: x.node })

/** Least value. @category Statistics @since 0.1.0 */
export const minimum = (x: Numeric): Statistic<number> => statistic({ stat: 'minimum', of: x.node })

/** Greatest value. @category Statistics @since 0.1.0 */
export const maximum = (x: Numeric): Statistic<number> => statistic({ stat: 'maximum', of: x.node })

/** Quantiles by numpy's linear rule (Hyndman and Fan, type 7), in the order asked. @category Statistics @since 0.1.0 */
export const quantiles = (x: Numeric, probabilities: readonly number[]): Statistic<readonly number[]> => {
  const wrong = probabilities.find((probability) => !(probability >= 0 && probability <= 1))
  if (wrong !== undefined) throw new RangeError(`quantiles: the probability ${wrong} is not in [0, 1]`)
  return statistic({ stat: 'quantiles', of: x.node, probabilities: Object.freeze([...probabilities]) })
}

/** The most frequent values with their counts, ties by code point or by value, nulls left out. @category Statistics @since 0.1.0 */
export const topValues = <T extends string | number | boolean | null>(x: Expr<T>, limit: number): Statistic<readonly ValueCount<TopValue<T>>[]> => {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError(`topValues: the limit ${limit} is not a positive integer`)
  return statistic({ stat: 'topValues', of: x.node, limit })
}

/** What {@link topValues} answers: numbers for booleans. */
export type TopValue<T> = T extends string ? string : T extends number | boolean ? number : never

/** Count and sum of a number by key and fold, ordered by key (code points, null last), then fold. @category Statistics @since 0.1.0 */
export const sumBy = (key: Expr<string | null>, fold: Numeric, of: Numeric): Statistic<readonly KeySum[]> =>
  statistic({ stat: 'sumBy', key: key.node, fold: fold.node, of: of.node })

/** Count and sum of `value` by the cell of `x`; cells are closed on the left. @category Statistics @since 0.1.0 */
export const cells = (x: Numeric, edges: readonly number[], value: Numeric): Statistic<CellSums> =>
  statistic({ stat: 'cells', of: x.node, edges: Object.freeze([...edges]), value: value.node })
