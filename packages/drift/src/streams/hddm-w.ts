import { z } from 'zod'
import { betweenZeroAndOne, direction, share } from './checks.ts'
import type { Detector } from './detector.ts'
import { createDetector, type DetectorKind, type Settings } from './detector-kind.ts'
import type { HddmAOptions } from './hddm-a.ts'
import { confidencesInOrder, signalOf } from './hoeffding.ts'

/**
 * Settings of {@link hddmW}.
 *
 * @category Streams
 * @since 0.1.0
 */
export interface HddmWOptions extends HddmAOptions {
  /** Weight of the newest value in the moving average, above 0 and below 1. @defaultValue 0.05 */
  readonly lambda?: number | undefined
}

/** A moving average, and the sum of its squared weights, which is 1 before the first value and less after it. */
interface Average {
  readonly mean: number
  readonly weights: number
}

interface State {
  total: Average
  /** The average at its lowest, bound included, and the average of what came after; likewise at its highest. */
  low: Average
  sinceLow: Average
  high: Average
  sinceHigh: Average
}

const average = z.strictObject({ mean: share, weights: share })
const nothing: Average = Object.freeze({ mean: 0, weights: 1 })

export const hddmWKind: DetectorKind<Settings<HddmWOptions>, State> = {
  name: 'hddm-w',
  function: 'hddmW',
  values: 'errors',
  defaults: { driftConfidence: 0.001, warningConfidence: 0.005, direction: 'increase', lambda: 0.05 },
  options: z
    .strictObject({ driftConfidence: betweenZeroAndOne, warningConfidence: betweenZeroAndOne, direction, lambda: betweenZeroAndOne })
    .refine(...confidencesInOrder),
  saved: z.strictObject({ total: average, low: average, sinceLow: average, high: average, sinceHigh: average }),
  start: () => ({ total: nothing, low: nothing, sinceLow: nothing, high: nothing, sinceHigh: nothing }),
  update(state, value, options) {
    const { driftConfidence: confidence, lambda } = options
    const total = including(state.total, value, lambda)
    state.total = total
    const bound = boundOf(total.weights, confidence)
    if (isEmpty(state.low) || total.mean + bound < state.low.mean + boundOf(state.low.weights, confidence)) {
      state.low = total
      state.sinceLow = nothing
    } else state.sinceLow = including(state.sinceLow, value, lambda)
    if (isEmpty(state.high) || total.mean - bound > state.high.mean - boundOf(state.high.weights, confidence)) {
      state.high = total
      state.sinceHigh = nothing
    } else state.sinceHigh = including(state.sinceHigh, value, lambda)
    const signal = signalOf(options, {
      increase: (confidence) => exceeds(state.sinceLow, state.low, confidence),
      decrease: (confidence) => exceeds(state.high, state.sinceHigh, confidence),
    })
    if (signal === 'drift') Object.assign(state, hddmWKind.start(options))
    return signal
  },
  figures: ({ total, low, sinceLow, high, sinceHigh }) => ({
    rate: total.mean,
    lowRate: low.mean,
    rateSinceLow: sinceLow.mean,
    highRate: high.mean,
    rateSinceHigh: sinceHigh.mean,
  }),
  save: (state) => ({ ...state }),
  load: (saved) =>
    isEmpty(saved.total) !== isEmpty(saved.low) || isEmpty(saved.total) !== isEmpty(saved.high) ? 'has values and no cut' : { ...saved },
}

const isEmpty = ({ weights }: Average) => weights === 1

function including({ mean, weights }: Average, value: number, lambda: number): Average {
  return { mean: weights === 1 ? value : mean + lambda * (value - mean), weights: lambda ** 2 + (1 - lambda) ** 2 * weights }
}

/** McDiarmid's bound of a weighted average of values in [0, 1]. */
const boundOf = (weights: number, confidence: number) => Math.sqrt((weights * Math.log(1 / confidence)) / 2)

function exceeds(upper: Average, lower: Average, confidence: number): boolean {
  if (isEmpty(upper) || isEmpty(lower)) return false
  return upper.mean - lower.mean > boundOf(upper.weights + lower.weights, confidence)
}

/**
 * HDDM with the W-test: as {@link hddmA}, by exponentially weighted averages and McDiarmid's bound, which follows gradual changes sooner.
 *
 * Signals are those of River, whose defaults these are.
 *
 * @param options - confidences, direction and weight
 * @returns a detector of errors: 1 for a wrong prediction, 0 for a right one
 * @throws MillraceError `E_DRIFT_OPTION` when an option is out of range
 * @see https://doi.org/10.1109/TKDE.2014.2345382 (I. Frías-Blanco and others, Online and non-parametric drift detection methods based on
 *   Hoeffding's bounds, 2015)
 * @example
 * ```ts
 * import { hddmW } from '@millrace/drift'
 *
 * const detector = hddmW()
 * const signals = Array.from({ length: 300 }, (_, i) => detector.update(i % (i < 200 ? 10 : 1) === 0 ? 1 : 0))
 * signals.indexOf('drift') // => 215
 * ```
 * @category Streams
 * @since 0.1.0
 */
export function hddmW(options: HddmWOptions = {}): Detector {
  return createDetector(hddmWKind, options)
}
