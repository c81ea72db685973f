import type { ThresholdOptions } from './confusion.ts'
import type { BinaryMetricName, MulticlassMetricName, RegressionMetricName } from './metric-name.ts'
import type { PinballOptions } from './pinball-loss.ts'
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

/**
 * How rows of several classes are drawn again and what is measured on each draw.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface ClassBootstrapOptions extends Pick<BootstrapOptions, 'seed' | 'rounds' | 'confidence'> {
  /** Name of a metric. */
  readonly metric: MulticlassMetricName
}

/**
 * How rows of numbers are drawn again and what is measured on each draw.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface ValueBootstrapOptions extends Pick<BootstrapOptions, 'seed' | 'rounds' | 'confidence'>, PinballOptions {
  /** Name of a metric. */
  readonly metric: RegressionMetricName
}
