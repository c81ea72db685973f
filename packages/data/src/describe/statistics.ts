import type { ValueCount } from '@millrace/core'

/**
 * What is known of the values of one column, whatever its kind.
 *
 * @category Statistics
 * @since 0.1.0
 */
export interface PresenceStatistics {
  /** Name of the column. */
  readonly name: string
  /** Number of values that are not null. */
  readonly count: number
  /** Number of nulls. */
  readonly nulls: number
  /** Nulls over rows, from 0 to 1; null for a table without rows. */
  readonly nullShare: number | null
}

/**
 * The value below which a share of the values lies.
 *
 * @category Statistics
 * @since 0.1.0
 */
export interface Quantile {
  /** The share, from 0 to 1. */
  readonly probability: number
  /** Linear between order statistics, as numpy's default method; null where the column has no value. */
  readonly value: number | null
}

/**
 * Counts of values in adjoining cells: cell `i` holds `edges[i] <= x < edges[i + 1]`, the last one also its upper edge.
 *
 * @category Statistics
 * @since 0.1.0
 */
export interface Histogram {
  /** Bounds of the cells, ascending, one more than there are cells; the first and last are the least and greatest value. */
  readonly edges: readonly number[]
  /** Values in each cell; their sum is the column's `count`. */
  readonly counts: readonly number[]
}

/**
 * A column of numbers. Statistics that need a value are null where there is none.
 *
 * @category Statistics
 * @since 0.1.0
 */
export interface NumberStatistics extends PresenceStatistics {
  /** What the values mean. */
  readonly kind: 'number' | 'integer'
  /** Arithmetic mean. */
  readonly mean: number | null
  /** Population standard deviation (divided by the count). */
  readonly sd: number | null
  /** Least value. */
  readonly min: number | null
  /** Greatest value. */
  readonly max: number | null
  /** Number of zeros. */
  readonly zeros: number
  /** Number of values below zero. */
  readonly negatives: number
  /** Exact number of different values, null not counted. */
  readonly distinct: number
  /** Quantiles at 0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99 and 1. */
  readonly quantiles: readonly Quantile[]
  /** Cells of equal width; a constant column has one, a column without values none. */
  readonly histogram: Histogram
}

/**
 * A column of strings. Lengths are in Unicode code points, null where the column has no value.
 *
 * @category Statistics
 * @since 0.1.0
 */
export interface TextStatistics extends PresenceStatistics {
  /** What the values mean. */
  readonly kind: 'category' | 'string'
  /** Exact number of different values, null not counted. */
  readonly distinct: number
  /** Number of empty strings, which are not null. */
  readonly empty: number
  /** Least length. */
  readonly minLength: number | null
  /** Mean length over the values. */
  readonly meanLength: number | null
  /** Greatest length. */
  readonly maxLength: number | null
  /** The most frequent values, most frequent first; equally frequent ones by code point. */
  readonly top: readonly ValueCount<string>[]
}

/**
 * A column of booleans.
 *
 * @category Statistics
 * @since 0.1.0
 */
export interface BooleanStatistics extends PresenceStatistics {
  /** What the values mean. */
  readonly kind: 'boolean'
  /** Number of values that are true. */
  readonly trues: number
  /** True values over all values, from 0 to 1; null where the column has no value. */
  readonly trueShare: number | null
}

/**
 * A column of days or instants.
 *
 * @category Statistics
 * @since 0.1.0
 */
export interface TimeStatistics extends PresenceStatistics {
  /** What the values mean. */
  readonly kind: 'day' | 'instant'
  /** Exact number of different values, null not counted. */
  readonly distinct: number
  /** Earliest value as ISO text (UTC); null where the column has no value. */
  readonly min: string | null
  /** Latest value as ISO text (UTC); null where the column has no value. */
  readonly max: string | null
}

/**
 * Statistics of one column; `kind` tells which.
 *
 * @category Statistics
 * @since 0.1.0
 */
export type ColumnStatistics = NumberStatistics | TextStatistics | BooleanStatistics | TimeStatistics

/**
 * Statistics of a table: plain frozen JSON, never NaN or Infinity.
 *
 * @category Statistics
 * @since 0.1.0
 */
export interface TableStatistics {
  /** Number of rows. */
  readonly rows: number
  /** Digest of the data, where the table knows it. */
  readonly version?: string
  /** One entry a column, in the order of the schema. */
  readonly columns: readonly ColumnStatistics[]
}
