import { z } from 'zod'
import { count, positiveSum, sumOfSquares, upToOne, whole } from './checks.ts'
import type { Detector } from './detector.ts'
import { createDetector, type DetectorKind, type Settings } from './detector-kind.ts'

/**
 * Settings of {@link eddm}.
 *
 * @category Streams
 * @since 0.1.0
 */
export interface EddmOptions {
  /** Errors before the first verdict. @defaultValue 30 */
  readonly warmUp?: number | undefined
  /** Share of the greatest distance between errors below which it warns, above 0 and at most 1. @defaultValue 0.95 */
  readonly alpha?: number | undefined
  /** Share of the greatest distance between errors below which it drifts; not above `alpha`. @defaultValue 0.9 */
  readonly beta?: number | undefined
}

interface State {
  count: number
  errors: number
  lastError: number
  /** Mean distance between errors, and the sum of squares about it. */
  mean: number
  squares: number
  /** The most that mean + 2 standard deviations have been. */
  greatest: number
  warning: boolean
}

export const eddmKind: DetectorKind<Settings<EddmOptions>, State> = {
  name: 'eddm',
  function: 'eddm',
  values: 'errors',
  defaults: { warmUp: 30, alpha: 0.95, beta: 0.9 },
  options: z
    .strictObject({ warmUp: whole(1, 1e9), alpha: upToOne, beta: upToOne })
    .refine(({ alpha, beta }) => beta <= alpha, { path: ['beta'], error: 'at most alpha' }),
  saved: z.strictObject({
    count,
    errors: count,
    lastError: count,
    mean: positiveSum,
    squares: sumOfSquares,
    greatest: positiveSum,
    warning: z.boolean(),
  }),
  start: () => ({ count: 0, errors: 0, lastError: 0, mean: 0, squares: 0, greatest: 0, warning: false }),
  update(state, value, options) {
    state.count++
    if (value === 0) return state.warning ? 'warning' : 'stable'
    state.errors++
    const distance = state.count - state.lastError
    const before = distance - state.mean
    state.mean += (1 / state.errors) * before
    state.squares += before * (distance - state.mean)
    state.lastError = state.count
    if (state.count > options.warmUp) {
      const reach = reachOf(state)
      if (reach > state.greatest) state.greatest = reach
      else if (state.errors > options.warmUp) {
        const level = reach / state.greatest
        if (level < options.beta) {
          Object.assign(state, eddmKind.start(options))
          return 'drift'
        }
        state.warning = level < options.alpha
      }
    }
    return state.warning ? 'warning' : 'stable'
  },
  figures: (state) => ({ errors: state.errors, meanDistance: state.mean, reach: reachOf(state), greatestReach: state.greatest }),
  save: (state) => ({ ...state }),
  load: (saved) =>
    saved.errors > saved.lastError || saved.lastError > saved.count ? 'has more errors than values up to the last error' : { ...saved },
}

/** Mean and two standard deviations of the distance between errors. */
const reachOf = ({ errors, mean, squares }: State) => mean + 2 * Math.sqrt(errors > 1 ? squares / (errors - 1) : 0)

/**
 * The Early Drift Detection Method: watches whether errors come closer together than they once did, which shows gradual changes early.
 *
 * It alarms often: on a stream of 5,000 values without any drift and 20 % errors River's defaults, which these are, report 26 drifts. Lower
 * `alpha` and `beta` (0.8, 0.75) where that is too many. Signals are those of River.
 *
 * @param options - limits as shares of the greatest distance
 * @returns a detector of errors: 1 for a wrong prediction, 0 for a right one
 * @throws MillraceError `E_DRIFT_OPTION` when an option is out of range
 * @see M. Baena-García and others, Early drift detection method, 4th international workshop on knowledge discovery from data streams, 2006
 * @example
 * ```ts
 * import { eddm } from '@millrace/drift'
 *
 * const detector = eddm()
 * const isError = (i: number, gap: number) => i % gap === gap - 1
 * const signals = Array.from({ length: 900 }, (_, i) => detector.update(isError(i, i < 600 ? 10 : 2) ? 1 : 0))
 * signals.indexOf('drift') // => 753
 * ```
 * @category Streams
 * @since 0.1.0
 */
export function eddm(options: EddmOptions = {}): Detector {
  return createDetector(eddmKind, options)
}
