import type { CellSums, KeySum, StatisticOf, ValueCount } from '../expression/statistic.ts'
import type { GraphNode } from '../graph/graph.ts'
import type { WorkOptions } from '../progress/progress.ts'

/**
 * What an engine answers: a number (null where there are no values), numbers, counted values, sums by key, or sums by cell.
 *
 * @category Contracts
 * @since 0.1.0
 */
export type StatisticAnswer =
  | number
  | null
  | readonly (number | null)[]
  | readonly ValueCount<string | number>[]
  | readonly KeySum[]
  | CellSums

/**
 * Questions about one table: statistics of nodes of a graph.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface StatisticsRequest {
  /** The nodes that statistics name by index. */
  readonly nodes: readonly GraphNode[]
  /** The statistics. */
  readonly statistics: readonly StatisticOf<number>[]
}

/**
 * Something that holds rows and answers statistics of them, and never hands out rows: memory, DuckDB, ClickHouse.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface StatisticsEngine {
  /** Version of this contract. */
  readonly specVersion: 1
  /** Name for provenance: `memory`, `duckdb`. */
  readonly name: string
  /**
   * Answers every question, in order; sums and moments agree between engines within 1e-9 relative, counts and values exactly.
   *
   * Rejects with `MillraceError` `E_COLUMN_UNKNOWN` when the rows lack a column that a node reads.
   */
  statistics(request: StatisticsRequest, options?: WorkOptions): Promise<readonly StatisticAnswer[]>
}
