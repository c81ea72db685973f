import { z } from 'zod'
import { betweenZeroAndOne, count, direction, whole } from './checks.ts'
import type { Detector, Direction } from './detector.ts'
import { createDetector, type DetectorKind, type Settings } from './detector-kind.ts'

/**
 * Settings of {@link fhddm}.
 *
 * @category Streams
 * @since 0.1.0
 */
export interface FhddmOptions {
  /** Values in the sliding window, 2 to 10,000. @defaultValue 100 */
  readonly window?: number | undefined
  /** Probability of a false drift that the bound allows, above 0 and below 1. @defaultValue 0.000001 */
  readonly confidence?: number | undefined
  /** Which change of the error rate is drift. @defaultValue 'increase' */
  readonly direction?: Direction | undefined
}

interface State {
  /** The last values, as a ring: the next one goes to `count % window`. */
  readonly ring: Uint8Array
  count: number
  errors: number
  /** Fewest and most errors that a full window had. */
  fewest: number
  most: number
}

interface Saved {
  /** In order of arrival. */
  readonly values: readonly number[]
  readonly fewest: number
  readonly most: number
}

export const fhddmKind: DetectorKind<Settings<FhddmOptions>, State, Saved> = {
  name: 'fhddm',
  function: 'fhddm',
  values: 'errors',
  defaults: { window: 100, confidence: 1e-6, direction: 'increase' },
  options: z.strictObject({ window: whole(2, 10_000), confidence: betweenZeroAndOne, direction }),
  saved: z.strictObject({ values: z.array(z.union([z.literal(0), z.literal(1)])).max(10_000), fewest: count, most: count }),
  start: ({ window }) => ({ ring: new Uint8Array(window), count: 0, errors: 0, fewest: window, most: 0 }),
  update(state, value, options) {
    const { window, confidence, direction } = options
    const place = state.count % window
    state.errors += value - state.ring[place]!
    state.ring[place] = value
    state.count++
    if (state.count < window) return 'stable'
    if (state.errors < state.fewest) state.fewest = state.errors
    if (state.errors > state.most) state.most = state.errors
    const bound = window * Math.sqrt(Math.log(1 / confidence) / (2 * window))
    const risen = direction !== 'decrease' && state.errors - state.fewest > bound
    const fallen = direction !== 'increase' && state.most - state.errors > bound
    if (!risen && !fallen) return 'stable'
    state.ring.fill(0)
    Object.assign(state, { count: 0, errors: 0, fewest: window, most: 0 })
    return 'drift'
  },
  figures: ({ errors, fewest, most, count }, { window }) => ({
    rate: errors / Math.max(1, Math.min(count, window)),
    lowestRate: fewest / window,
    highestRate: most / window,
  }),
  save: ({ ring, count, fewest, most }, { window }) => {
    const oldest = count % window
    const values = count < window ? ring.subarray(0, count) : [...ring.subarray(oldest), ...ring.subarray(0, oldest)]
    return { values: [...values], fewest, most }
  },
  load: ({ values, fewest, most }, { window }) => {
    const errors = values.reduce((sum, value) => sum + value, 0)
    const full = values.length === window
    if (values.length > window) return `has ${values.length} values in a window of ${window}`
    if (full ? errors < fewest || errors > most || most > window : fewest !== window || most !== 0)
      return 'has extremes that do not fit its values'
    const ring = new Uint8Array(window)
    ring.set(values)
    return { ring, count: values.length, errors, fewest, most }
  },
}

/**
 * The Fast Hoeffding Drift Detection Method: watches by Hoeffding's bound whether a sliding window has more errors than the best window
 * had.
 *
 * The paper feeds right predictions as 1; River documents 1 as an error and yet watches for a fall of the ones, so that it reports a model
 * that gets better. Here 1 is an error and a rise is drift; `direction: 'decrease'` gives River's signals. It never warns.
 *
 * @param options - window, confidence and direction
 * @returns a detector of errors: 1 for a wrong prediction, 0 for a right one
 * @throws MillraceError `E_DRIFT_OPTION` when an option is out of range
 * @see https://doi.org/10.1007/978-3-319-46227-1_7 (A. Pesaranghader and H. L. Viktor, Fast Hoeffding drift detection method for evolving
 *   data streams, 2016)
 * @example
 * ```ts
 * import { fhddm } from '@millrace/drift'
 *
 * const detector = fhddm()
 * const signals = Array.from({ length: 400 }, (_, i) => detector.update(i % (i < 200 ? 10 : 2) === 0 ? 1 : 0))
 * signals.indexOf('drift') // => 266
 * ```
 * @category Streams
 * @since 0.1.0
 */
export function fhddm(options: FhddmOptions = {}): Detector {
  return createDetector(fhddmKind, options)
}
