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
import { direction, positive, share, sum, upToOne } from './checks.ts'
import type { Detector, Direction } from './detector.ts'
import { createDetector, type DetectorKind, type Settings } from './detector-kind.ts'

/**
 * Settings of {@link ewmaChart}.
 *
 * @category Streams
 * @since 0.1.0
 */
export interface EwmaChartOptions extends BaselineOptions {
  /** λ, the weight of the newest value, above 0 and at most 1: small finds small shifts. @defaultValue 0.1 */
  readonly lambda?: number | undefined
  /** L, the width of the limits in standard deviations of the average. @defaultValue 2.814 */
  readonly limit?: number | undefined
  /** Which change of the mean is drift. @defaultValue 'both' */
  readonly direction?: Direction | undefined
}

interface State {
  baseline: Baseline
  /** The weighted average, in standard deviations from the mean. */
  average: number
  /** (1 - λ)^2i after i values: what the limits still lack of their final width. */
  remainder: number
}

export const ewmaChartKind: DetectorKind<Settings<EwmaChartOptions>, State> = {
  name: 'ewma-chart',
  function: 'ewmaChart',
  values: 'numbers',
  defaults: { ...baselineDefaults, lambda: 0.1, limit: 2.814, direction: 'both' },
  options: z.strictObject({ ...baselineOptions, lambda: upToOne, limit: positive, direction }).refine(...bothOrNeither),
  saved: z.strictObject({ baseline: baselineState, average: sum, remainder: share }),
  start: () => ({ baseline: startBaseline(), average: 0, remainder: 1 }),
  update(state, value, options) {
    const distance = standardise(value, state.baseline, options)
    if (Number.isNaN(distance)) return 'stable'
    state.average += options.lambda * (distance - state.average)
    state.remainder *= (1 - options.lambda) ** 2
    const limit = limitOf(state, options)
    const risen = options.direction !== 'decrease' && state.average > limit
    const fallen = options.direction !== 'increase' && state.average < -limit
    if (!risen && !fallen) return 'stable'
    Object.assign(state, ewmaChartKind.start(options))
    return 'drift'
  },
  figures: (state, options) => ({ average: state.average, limit: limitOf(state, options) }),
  save: ({ baseline, ...state }) => ({ baseline: { ...baseline }, ...state }),
  load: ({ baseline, ...state }, { warmUp }) =>
    baseline.count > warmUp ? `has a warm-up of ${baseline.count} values, not ${warmUp}` : { baseline: { ...baseline }, ...state },
}

/** L standard deviations of the average after as many values, not only of the final one. */
const limitOf = ({ remainder }: State, { lambda, limit }: Settings<EwmaChartOptions>) =>
  limit * Math.sqrt((lambda / (2 - lambda)) * (1 - remainder))

/**
 * The EWMA control chart: an exponentially weighted average of the values against limits that are exact from the first value on.
 *
 * How many independent normal values it takes in the mean between false alarms, with a known mean and deviation: 500 for λ and L of 0.05
 * and 2.615, 0.1 and 2.814, 0.2 and 2.962, 0.25 and 2.998, 0.4 and 3.054 (Lucas and Saccucci, whose limits have their final width from the
 * start; these are narrower at first: 469, 486, 494, 496, 498). Long streams want more: 10,000 at 0.1 and 3.75. With an estimated baseline
 * it alarms sooner. It never warns.
 *
 * @param options - λ, L and the baseline
 * @returns a detector of numbers
 * @throws MillraceError `E_DRIFT_OPTION` when an option is out of range
 * @see https://doi.org/10.1080/00401706.1990.10484583 (J. M. Lucas and M. S. Saccucci, Exponentially weighted moving average control
 *   schemes, 1990)
 * @example
 * ```ts
 * import { ewmaChart } from '@millrace/drift'
 *
 * const detector = ewmaChart({ mean: 10, deviation: 2, lambda: 0.2, limit: 2.962 })
 * const signals = [10, 9, 12, 13, 14, 13, 15, 14].map((value) => detector.update(value))
 * signals.indexOf('drift') // => 6
 * ```
 * @category Streams
 * @since 0.1.0
 */
export function ewmaChart(options: EwmaChartOptions = {}): Detector {
  return createDetector(ewmaChartKind, options)
}
