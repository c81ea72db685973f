import type { Json } from '@millrace/core'

/**
 * What a detector says after a value.
 *
 * @category Streams
 * @since 0.1.0
 */
export type DetectorSignal = 'stable' | 'warning' | 'drift'

/**
 * Which change is looked for: a rise, a fall, or either.
 *
 * @category Streams
 * @since 0.1.0
 */
export type Direction = 'increase' | 'decrease' | 'both'

/**
 * Watches one number after the other in constant memory.
 *
 * @category Streams
 * @since 0.1.0
 */
export interface Detector {
  /** Which detector: `adwin`. */
  readonly name: string
  /**
   * Takes one value: a finite number of at most 1e100, or 0 and 1 where the detector watches errors (1 is an error). After `drift` it
   * starts afresh, unless its kind keeps the newest values.
   *
   * @throws MillraceError `E_DETECTOR_VALUE` for any other value, which changes nothing
   */
  update(value: number): DetectorSignal
  /** What it goes by now, by name, for charts and logs: the mean of the window, the two sums of CUSUM. */
  figures(): Readonly<Record<string, number>>
  /** Options and state as strict JSON, from which {@link readDetector} resumes exactly. */
  toJSON(): Json
}
