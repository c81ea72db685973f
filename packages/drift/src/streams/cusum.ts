import { z } from 'zod'
import {
  type Baseline,
  type BaselineOptions,
  baselineDefaults,
  baselineOptions,
  baselineState,
  bothOrNeither,
  standardise,
  startBaseline,
} from './baseline.ts'
import { atLeastZero, direction, positive, positiveSum } from './checks.ts'
import type { Detector, Direction } from './detector.ts'
import { createDetector, type DetectorKind, type Settings } from './detector-kind.ts'

/**
 * Settings of {@link cusum}.
 *
 * @category Streams
 * @since 0.1.0
 */
export interface CusumOptions extends BaselineOptions {
  /** k, in standard deviations: half the shift that is to be found soonest. @defaultValue 0.5 */
  readonly referenceValue?: number | undefined
  /** h, in standard deviations: the sum from which it is drift. @defaultValue 5 */
  readonly decisionInterval?: number | undefined
  /** Which change of the mean is drift. @defaultValue 'both' */
  readonly direction?: Direction | undefined
}

interface State {
  baseline: Baseline
  /** Sums of what values lie above, and below, the mean by more than k; never below 0. */
  rise: number
  fall: number
}

export const cusumKind: DetectorKind<Settings<CusumOptions>, State> = {
  name: 'cusum',
  function: 'cusum',
  values: 'numbers',
  defaults: { ...baselineDefaults, referenceValue: 0.5, decisionInterval: 5, direction: 'both' },
  options: z
    .strictObject({ ...baselineOptions, referenceValue: atLeastZero, decisionInterval: positive, direction })
    .refine(...bothOrNeither),
  saved: z.strictObject({ baseline: baselineState, rise: positiveSum, fall: positiveSum }),
  start: () => ({ baseline: startBaseline(), rise: 0, fall: 0 }),
  update(state, value, options) {
    const distance = standardise(value, state.baseline, options)
    if (Number.isNaN(distance)) return 'stable'
    const { referenceValue, decisionInterval, direction } = options
    state.rise = Math.max(0, state.rise + distance - referenceValue)
    state.fall = Math.max(0, state.fall - distance - referenceValue)
    const risen = direction !== 'decrease' && state.rise > decisionInterval
    const fallen = direction !== 'increase' && state.fall > decisionInterval
    if (!risen && !fallen) return 'stable'
    Object.assign(state, cusumKind.start(options))
    return 'drift'
  },
  figures: ({ rise, fall }) => ({ rise, fall }),
  save: ({ baseline, rise, fall }) => ({ baseline: { ...baseline }, rise, fall }),
  load: ({ baseline, rise, fall }, { warmUp }) =>
    baseline.count > warmUp ? `has a warm-up of ${baseline.count} values, not ${warmUp}` : { baseline: { ...baseline }, rise, fall },
}

/**
 * The two-sided tabular CUSUM chart: adds up what values lie beyond k standard deviations from the mean, and drifts where a sum exceeds h.
 *
 * How many independent normal values it takes in the mean between false alarms, two-sided, k = 0.5, with a known mean and deviation: 168
 * for h = 4, 465 for h = 5 (Montgomery), and by the same integral equation 1,277 for 6, 9,483 for 8 and 70,132 for 10: choose h by the
 * length of the stream. A shift of one deviation is found after 8, 10, 12, 16 and 20 values. With an estimated baseline it alarms sooner.
 * It never warns.
 *
 * @param options - k, h and the baseline, all in standard deviations
 * @returns a detector of numbers
 * @throws MillraceError `E_DRIFT_OPTION` when an option is out of range
 * @see D. C. Montgomery, Introduction to statistical quality control, chapter 9, and https://doi.org/10.1093/biomet/41.1-2.100 (E. S. Page)
 * @example
 * ```ts
 * import { cusum } from '@millrace/drift'
 *
 * const detector = cusum({ mean: 10, deviation: 2 })
 * const signals = [10, 9, 12, 13, 14, 13, 15, 14].map((value) => detector.update(value))
 * signals.indexOf('drift') // => 6
 * ```
 * @category Streams
 * @since 0.1.0
 */
export function cusum(options: CusumOptions = {}): Detector {
  return createDetector(cusumKind, options)
}
