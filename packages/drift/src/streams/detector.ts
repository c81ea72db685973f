import type { Json } from '@millrace/core'

/**
 * What a detector says after a value.
 *
 * @category Streams
 * @since 0.1.0
 */
export type DetectorSignal = 'stable' | 'warning' | 'drift'

/**
 * Watches one number after the other in constant memory.
 *
 * @category Streams
 * @since 0.1.0
 */
export interface Detector {
  /** Which detector: `adwin`. */
  readonly name: string
  /** Takes one value; a finite number, 0 or 1 where the detector watches errors. */
  update(value: number): DetectorSignal
  /** Everything it knows, as strict JSON that `readDetector` resumes exactly. */
  toJSON(): Json
}
