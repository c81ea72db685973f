import type { ThresholdOptions } from './confusion.ts'
import type { BinaryMetricName } from './metric-name.ts'
import type { Scored } from './scored.ts'

/**
 * How rows are drawn again and what is measured on each draw.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface BootstrapOptions extends ThresholdOptions {
  /**
   * Name of a metric, or a function of the drawn rows. Named metrics are measured without sorting again; a function is given the rows of
   * each draw, repeated as drawn, with their weights.
   */
  readonly metric: BinaryMetricName | ((scored: Scored) => number)
  /** Integer from 0 to 2^53 - 1; the same seed gives the same result everywhere. */
  readonly seed: number
  /**
   * Number of draws.
   *
   * @defaultValue 1000
   */
  readonly rounds?: number
  /**
   * Share of the draws that the interval holds, in (0, 1).
   *
   * @defaultValue 0.95
   */
  readonly confidence?: number
}
