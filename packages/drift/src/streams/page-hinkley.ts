import { z } from 'zod'
import { atLeastZero, count, direction, finite, sum, upToOne, whole } from './checks.ts'
import type { Detector, Direction } from './detector.ts'
import { createDetector, type DetectorKind, type Settings } from './detector-kind.ts'

/**
 * Settings of {@link pageHinkley}.
 *
 * @category Streams
 * @since 0.1.0
 */
export interface PageHinkleyOptions {
  /** Values before the first verdict. @defaultValue 30 */
  readonly minimumCount?: number | undefined
  /** Deviation from the mean that is let pass at every value, in the unit of the values. @defaultValue 0.005 */
  readonly delta?: number | undefined
  /** Sum of deviations (λ) beyond which the mean has drifted, in the unit of the values. @defaultValue 50 */
  readonly threshold?: number | undefined
  /** Factor by which the sums forget at every value, above 0 and at most 1. @defaultValue 0.9999 */
  readonly alpha?: number | undefined
  /** Which change of the mean is drift. @defaultValue 'both' */
  readonly direction?: Direction | undefined
}

interface State {
  count: number
  mean: number
  /** Forgetting sums of the deviations less, and plus, delta. */
  rise: number
  fall: number
  least: number
  greatest: number
}

export const pageHinkleyKind: DetectorKind<Settings<PageHinkleyOptions>, State> = {
  name: 'page-hinkley',
  function: 'pageHinkley',
  values: 'numbers',
  defaults: { minimumCount: 30, delta: 0.005, threshold: 50, alpha: 0.9999, direction: 'both' },
  options: z.strictObject({
    minimumCount: whole(1, 1e9),
    delta: atLeastZero,
    threshold: atLeastZero,
    alpha: upToOne,
    direction,
  }),
  saved: z.strictObject({ count, mean: finite, rise: sum, fall: sum, least: sum, greatest: sum }),
  start: () => ({ count: 0, mean: 0, rise: 0, fall: 0, least: 0, greatest: 0 }),
  update(state, value, options) {
    const { delta, threshold, alpha, minimumCount, direction } = options
    state.count++
    state.mean += (1 / state.count) * (value - state.mean)
    const deviation = value - state.mean
    state.rise = alpha * state.rise + deviation - delta
    state.fall = alpha * state.fall + deviation + delta
    if (state.count === 1 || state.rise < state.least) state.least = state.rise
    if (state.count === 1 || state.fall > state.greatest) state.greatest = state.fall
    if (state.count < minimumCount) return 'stable'
    const risen = direction !== 'decrease' && state.rise - state.least > threshold
    const fallen = direction !== 'increase' && state.greatest - state.fall > threshold
    if (!risen && !fallen) return 'stable'
    Object.assign(state, pageHinkleyKind.start(options))
    return 'drift'
  },
  figures: ({ mean, rise, fall, least, greatest }) => ({ mean, rise: rise - least, fall: greatest - fall }),
  save: (state) => ({ ...state }),
  load: (saved) => (saved.rise < saved.least || saved.fall > saved.greatest ? 'sums are beyond their extremes' : { ...saved }),
}

/**
 * The Page-Hinkley test: adds up how far values lie from their mean so far, and drifts where the sum leaves its extreme by the threshold.
 *
 * The threshold is in the unit of the values: scale it to them. Signals are those of River, whose defaults these are. It never warns.
 *
 * @param options - tolerance, threshold, forgetting
 * @returns a detector of numbers
 * @throws MillraceError `E_DRIFT_OPTION` when an option is out of range
 * @see https://doi.org/10.1093/biomet/41.1-2.100 (E. S. Page, Continuous inspection schemes, 1954)
 * @example
 * ```ts
 * import { pageHinkley } from '@millrace/drift'
 *
 * const detector = pageHinkley({ threshold: 5 })
 * const signals = Array.from({ length: 60 }, (_, i) => detector.update(i < 40 ? 0 : 1))
 * signals.indexOf('drift') // => 45
 * ```
 * @category Streams
 * @since 0.1.0
 */
export function pageHinkley(options: PageHinkleyOptions = {}): Detector {
  return createDetector(pageHinkleyKind, options)
}
