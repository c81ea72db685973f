import { z } from 'zod'
import { count, finite, positive, sumOfSquares, whole } from './checks.ts'
import type { Settings } from './detector-kind.ts'

/**
 * What control charts hold values against.
 *
 * @category Streams
 * @since 0.1.0
 */
export interface BaselineOptions {
  /** Mean of the values in control; with `deviation`. @defaultValue the mean of the warm-up */
  readonly mean?: number | null | undefined
  /** Standard deviation of the values in control, above 0; with `mean`. @defaultValue the standard deviation of the warm-up */
  readonly deviation?: number | null | undefined
  /**
   * How many first values, and values after a drift, the mean and the deviation are estimated from where they are not given. The fewer, the
   * more often a chart alarms by mistake.
   *
   * @defaultValue 200
   */
  readonly warmUp?: number | undefined
}

/** What is known of the values in control so far. */
export interface Baseline {
  count: number
  mean: number
  squares: number
}

export const baselineDefaults = { mean: null, deviation: null, warmUp: 200 } as const
export const baselineOptions = {
  mean: finite.nullable().describe('a finite number'),
  deviation: positive.nullable().describe('above 0'),
  warmUp: whole(2, 1e9),
}
export const baselineState = z.strictObject({ count, mean: finite, squares: sumOfSquares })

/** For zod's `refine`: mean and deviation come together. */
export const bothOrNeither = [
  ({ mean, deviation }: Settings<BaselineOptions>) => (mean === null) === (deviation === null),
  { path: ['deviation'], error: 'given together with mean' },
] satisfies [(options: Settings<BaselineOptions>) => boolean, object]

export const startBaseline = (): Baseline => ({ count: 0, mean: 0, squares: 0 })

/**
 * A value in standard deviations from the mean, at most 1e100, which it also is beside a warm-up without any spread; NaN during the
 * warm-up, which takes it up.
 */
export function standardise(value: number, baseline: Baseline, options: Settings<BaselineOptions>): number {
  if (options.mean !== null) return bounded((value - options.mean) / options.deviation!)
  if (baseline.count < options.warmUp) {
    baseline.count++
    const before = value - baseline.mean
    baseline.mean += before / baseline.count
    baseline.squares += before * (value - baseline.mean)
    return Number.NaN
  }
  const distance = value - baseline.mean
  return distance === 0 ? 0 : bounded(distance / Math.sqrt(baseline.squares / (baseline.count - 1)))
}

/** A sum of such numbers stays finite, whatever the deviation. */
const bounded = (distance: number) => Math.max(-1e100, Math.min(1e100, distance))
