import { z } from 'zod'
import { atLeastZero, count, share, whole } from './checks.ts'
import type { Detector } from './detector.ts'
import { createDetector, type DetectorKind, type Settings } from './detector-kind.ts'

/**
 * Settings of {@link ddm}.
 *
 * @category Streams
 * @since 0.1.0
 */
export interface DdmOptions {
  /** Values before the first verdict. @defaultValue 30 */
  readonly warmUp?: number | undefined
  /** Standard deviations above the least error rate from which it warns. @defaultValue 2 */
  readonly warningLimit?: number | undefined
  /** Standard deviations above the least error rate from which it drifts; not below `warningLimit`. @defaultValue 3 */
  readonly driftLimit?: number | undefined
}

interface State {
  count: number
  rate: number
  /** Rate and deviation where their sum was least. */
  leastRate: number
  leastDeviation: number
}

export const ddmKind: DetectorKind<Settings<DdmOptions>, State> = {
  name: 'ddm',
  function: 'ddm',
  values: 'errors',
  defaults: { warmUp: 30, warningLimit: 2, driftLimit: 3 },
  options: z
    .strictObject({ warmUp: whole(1, 1e9), warningLimit: atLeastZero, driftLimit: atLeastZero })
    .refine(({ warningLimit, driftLimit }) => driftLimit >= warningLimit, { path: ['driftLimit'], error: 'at least warningLimit' }),
  saved: z.strictObject({ count, rate: share, leastRate: share, leastDeviation: share }),
  start: () => ({ count: 0, rate: 0, leastRate: 0, leastDeviation: 0 }),
  update(state, value, options) {
    const { warmUp, warningLimit, driftLimit } = options
    state.count++
    state.rate += (1 / state.count) * (value - state.rate)
    if (state.count <= warmUp) return 'stable'
    const deviation = deviationOf(state)
    const level = state.rate + deviation
    if (state.count === warmUp + 1 || level <= state.leastRate + state.leastDeviation) {
      state.leastRate = state.rate
      state.leastDeviation = deviation
    }
    if (level > state.leastRate + driftLimit * state.leastDeviation) {
      Object.assign(state, ddmKind.start(options))
      return 'drift'
    }
    return level > state.leastRate + warningLimit * state.leastDeviation ? 'warning' : 'stable'
  },
  figures: (state) => ({
    rate: state.rate,
    deviation: deviationOf(state),
    leastRate: state.leastRate,
    leastDeviation: state.leastDeviation,
  }),
  save: (state) => ({ ...state }),
  load: (saved) => ({ ...saved }),
}

/** The standard deviation of an error rate. */
const deviationOf = ({ count, rate }: State) => (count === 0 ? 0 : Math.sqrt((rate * (1 - rate)) / count))

/**
 * The Drift Detection Method: watches whether a model's error rate rises above the lowest it has had, by standard deviations of that rate.
 *
 * Quick on abrupt changes, slow on gradual ones; rates that begin by chance very low make it warn and drift early, and a model without any
 * error in the warm-up drifts at its first one. Signals are those of River.
 *
 * @param options - limits in standard deviations
 * @returns a detector of errors: 1 for a wrong prediction, 0 for a right one
 * @throws MillraceError `E_DRIFT_OPTION` when an option is out of range
 * @see https://doi.org/10.1007/978-3-540-28645-5_29 (J. Gama and others, Learning with drift detection, 2004)
 * @example
 * ```ts
 * import { ddm } from '@millrace/drift'
 *
 * const detector = ddm()
 * const signals = Array.from({ length: 300 }, (_, i) => detector.update(i % (i < 200 ? 10 : 2) === 0 ? 1 : 0))
 * signals.indexOf('drift') // => 222
 * ```
 * @category Streams
 * @since 0.1.0
 */
export function ddm(options: DdmOptions = {}): Detector {
  return createDetector(ddmKind, options)
}
