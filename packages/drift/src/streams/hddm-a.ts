import { z } from 'zod'
import { betweenZeroAndOne, count, direction, share } from './checks.ts'
import type { Detector, Direction } from './detector.ts'
import { createDetector, type DetectorKind, type Settings } from './detector-kind.ts'
import { confidencesInOrder, signalOf } from './hoeffding.ts'

/**
 * Settings of {@link hddmA}.
 *
 * @category Streams
 * @since 0.1.0
 */
export interface HddmAOptions {
  /** Probability of a false drift that the bound allows, above 0 and below 1. @defaultValue 0.001 */
  readonly driftConfidence?: number | undefined
  /** Probability of a false warning that the bound allows; not below `driftConfidence`. @defaultValue 0.005 */
  readonly warningConfidence?: number | undefined
  /** Which change of the error rate is drift. @defaultValue 'increase' */
  readonly direction?: Direction | undefined
}

/** An average over the first `count` values. */
interface Average {
  readonly count: number
  readonly mean: number
}

interface State {
  total: Average
  /** The averages that lie lowest and highest, bounds included: the cuts before a rise and before a fall. */
  low: Average
  high: Average
}

const average = z.strictObject({ count, mean: share })
const nothing: Average = Object.freeze({ count: 0, mean: 0 })

export const hddmAKind: DetectorKind<Settings<HddmAOptions>, State> = {
  name: 'hddm-a',
  function: 'hddmA',
  values: 'errors',
  defaults: { driftConfidence: 0.001, warningConfidence: 0.005, direction: 'increase' },
  options: z
    .strictObject({ driftConfidence: betweenZeroAndOne, warningConfidence: betweenZeroAndOne, direction })
    .refine(...confidencesInOrder),
  saved: z.strictObject({ total: average, low: average, high: average }),
  start: () => ({ total: nothing, low: nothing, high: nothing }),
  update(state, value, options) {
    const count = state.total.count + 1
    const total = { count, mean: state.total.mean + (1 / count) * (value - state.total.mean) }
    state.total = total
    const bound = boundOf(count, options)
    if (count === 1 || state.low.mean + boundOf(state.low.count, options) >= total.mean + bound) state.low = total
    if (count === 1 || state.high.mean - boundOf(state.high.count, options) <= total.mean - bound) state.high = total
    const signal = signalOf(options, {
      increase: (confidence) => total.mean - state.low.mean >= gapBound(state.low, total, confidence),
      decrease: (confidence) => state.high.mean - total.mean >= gapBound(state.high, total, confidence),
    })
    if (signal === 'drift') Object.assign(state, hddmAKind.start(options))
    return signal
  },
  figures: ({ total, low, high }) => ({ rate: total.mean, lowRate: low.mean, highRate: high.mean }),
  save: (state) => ({ ...state }),
  load: ({ total, low, high }) => {
    if (low.count > total.count || high.count > total.count) return 'has a cut after its last value'
    return total.count > 0 && (low.count === 0 || high.count === 0) ? 'has values and no cut' : { total, low, high }
  },
}

/** Hoeffding's bound of an average of values in [0, 1]. */
const boundOf = (count: number, { driftConfidence }: HddmAOptions & { readonly driftConfidence: number }) =>
  Math.sqrt((1 / (2 * count)) * Math.log(1 / driftConfidence))

/** Hoeffding's bound of what an average over all differs from one over its first values; infinite where these are all. */
function gapBound(first: Average, total: Average, confidence: number): number {
  if (first.count === total.count) return Number.POSITIVE_INFINITY
  const spread = ((total.count - first.count) / first.count) * (1 / total.count)
  return Math.sqrt((spread / 2) * Math.log(2 / confidence))
}

/**
 * HDDM with the A-test: watches by Hoeffding's bound whether the average of all errors has left the lowest average before it.
 *
 * Needs no assumption about the stream but independent values; good on abrupt changes. Signals are those of River, whose defaults these
 * are.
 *
 * @param options - confidences and direction
 * @returns a detector of errors: 1 for a wrong prediction, 0 for a right one
 * @throws MillraceError `E_DRIFT_OPTION` when an option is out of range
 * @see https://doi.org/10.1109/TKDE.2014.2345382 (I. Frías-Blanco and others, Online and non-parametric drift detection methods based on
 *   Hoeffding's bounds, 2015)
 * @example
 * ```ts
 * import { hddmA } from '@millrace/drift'
 *
 * const detector = hddmA()
 * const signals = Array.from({ length: 300 }, (_, i) => detector.update(i % (i < 200 ? 10 : 2) === 0 ? 1 : 0))
 * signals.indexOf('drift') // => 224
 * ```
 * @category Streams
 * @since 0.1.0
 */
export function hddmA(options: HddmAOptions = {}): Detector {
  return createDetector(hddmAKind, options)
}
