import type { Table, WorkOptions } from '@millrace/core'
import type { DomainDrift } from '../domain/domain-drift.ts'
import type { PerformanceReport } from '../performance/performance-report.ts'

/**
 * When the current rows were written; for the report alone.
 *
 * @category Comparison
 * @since 0.1.0
 */
export interface Window {
  /** Begin, in milliseconds since 1970-01-01 UTC. */
  readonly fromMs?: number
  /** End, not included. */
  readonly toMs?: number
}

/**
 * How {@link compare} works.
 *
 * @category Comparison
 * @since 0.1.0
 */
export interface CompareOptions extends WorkOptions {
  /** The raw reference rows that the profile was made of: tests of values are then exact, and nothing is inconclusive. */
  readonly reference?: Table | undefined
  /** When the current rows were written. */
  readonly window?: Window | undefined
  /**
   * Mean absolute contribution to the model's answer by input column, on any scale, at least 0: columns are then ranked by what their drift does to the
   * model. Columns that are left out count as 0.
   */
  readonly attributions?: Readonly<Record<string, number>> | undefined
  /** Performance of the model on the current rows, which the report carries on. */
  readonly performance?: PerformanceReport | undefined
  /** What a domain classifier said of the same rows, which the report carries on. */
  readonly domain?: DomainDrift | undefined
  /** The time that freshness of data is measured by, in milliseconds since 1970-01-01 UTC. @defaultValue the window's end, else the system clock */
  readonly nowMs?: number | undefined
}
