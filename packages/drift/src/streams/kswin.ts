import { z } from 'zod'
import { exactSurvival } from '../tests/kolmogorov/exact-survival.ts'
import { betweenZeroAndOne, finite, whole } from './checks.ts'
import type { Detector } from './detector.ts'
import { createDetector, type DetectorKind, type Settings } from './detector-kind.ts'
import { exchangeSorted } from './exchange-sorted.ts'
import { commonMultiple, sortedGap } from './sorted-gap.ts'

/**
 * Settings of {@link kswin}.
 *
 * @category Streams
 * @since 0.1.0
 */
export interface KswinOptions {
  /** Values in the sliding window, 4 to 2,000. @defaultValue 100 */
  readonly window?: number | undefined
  /** How many of them, the newest, are held against the others; from 2 to two less than `window`. @defaultValue 30 */
  readonly recent?: number | undefined
  /** Greatest p-value of a drift, above 0 and below 1. A test is made at every value: keep it small. @defaultValue 0.005 */
  readonly alpha?: number | undefined
  /** The gap between the distribution functions must be greater than this, in [0, 1). @defaultValue 0.1 */
  readonly minimumGap?: number | undefined
}

interface State {
  /** In order of arrival. */
  readonly values: Float64Array
  length: number
  /** The same values, ascending, once the window is full. */
  readonly older: Float64Array
  readonly newer: Float64Array
  /** Least gap that is drift, in units of 1 / least common multiple of both lengths. */
  readonly criticalGap: number
}

interface Saved {
  /** In order of arrival. */
  readonly values: readonly number[]
}

export const kswinKind: DetectorKind<Settings<KswinOptions>, State, Saved> = {
  name: 'kswin',
  function: 'kswin',
  values: 'numbers',
  defaults: { window: 100, recent: 30, alpha: 0.005, minimumGap: 0.1 },
  options: z
    .strictObject({
      window: whole(4, 2000),
      recent: whole(2, 1998),
      alpha: betweenZeroAndOne,
      minimumGap: z.number().min(0).lt(1).describe('at least 0 and below 1'),
    })
    .refine(({ window, recent }) => recent <= window - 2, { path: ['recent'], error: 'at most window - 2' }),
  saved: z.strictObject({ values: z.array(finite).max(2000) }),
  start: (options) => ({
    values: new Float64Array(options.window),
    length: 0,
    older: new Float64Array(options.window - options.recent),
    newer: new Float64Array(options.recent),
    criticalGap: criticalGap(options),
  }),
  update(state, value, { window, recent }) {
    const { values, older, newer } = state
    const entering = value + 0 // -0 becomes 0, which sorts alike everywhere
    if (state.length < window) {
      values[state.length++] = entering
      if (state.length < window) return 'stable'
      sortParts(state)
    } else {
      const passing = values[window - recent]!
      exchangeSorted(older, values[0]!, passing)
      exchangeSorted(newer, passing, entering)
      values.copyWithin(0, 1)
      values[window - 1] = entering
    }
    if (sortedGap(older, newer) < state.criticalGap) return 'stable'
    values.copyWithin(0, window - recent)
    state.length = recent
    return 'drift'
  },
  figures: ({ older, newer, length }, { window, recent }) => ({
    length,
    gap: length < window ? 0 : sortedGap(older, newer) / commonMultiple(window - recent, recent),
  }),
  save: ({ values, length }) => ({ values: [...values.subarray(0, length)] }),
  load: ({ values }, options) => {
    if (values.length > options.window) return `has ${values.length} values in a window of ${options.window}`
    const state = kswinKind.start(options)
    state.values.set(values)
    state.length = values.length
    if (state.length === options.window) sortParts(state)
    return state
  },
}

function sortParts({ values, older, newer }: State): void {
  older.set(values.subarray(0, older.length))
  newer.set(values.subarray(older.length))
  older.sort()
  newer.sort()
}

/** The least gap above `minimumGap` with a p-value of at most alpha, found by halving: p-values fall as gaps grow. */
function criticalGap({ window, recent, alpha, minimumGap }: Settings<KswinOptions>): number {
  const sizes = { reference: window - recent, current: recent }
  const greatest = commonMultiple(sizes.reference, recent)
  let below = 0
  let from = greatest + 1
  while (from - below > 1) {
    const gap = Math.floor((below + from) / 2)
    if (gap / greatest > minimumGap && exactSurvival(gap, sizes) <= alpha) from = gap
    else below = gap
  }
  return from
}

/**
 * Kolmogorov-Smirnov windowing: holds the newest values of a sliding window against the older ones by the exact two-sample test, so that
 * any change of the distribution is seen, its spread included.
 *
 * The paper and River draw a random sample of the older values at every step; here all of them take part, which needs no seed and has more
 * power. After a drift the newest values stay. Tests at every value overlap, so that false alarms come about once in 1,000 values with the
 * defaults, which are those of River. It never warns.
 *
 * @param options - window, its newest part and significance
 * @returns a detector of numbers
 * @throws MillraceError `E_DRIFT_OPTION` when an option is out of range
 * @see https://doi.org/10.1016/j.neucom.2019.11.111 (C. Raab, M. Heusinger and F.-M. Schleif, Reactive soft prototype computing for concept
 *   drift streams, 2020)
 * @example
 * ```ts
 * import { kswin } from '@millrace/drift'
 *
 * const detector = kswin()
 * const signals = Array.from({ length: 200 }, (_, i) => detector.update((i % 10) * (i < 150 ? 1 : 3)))
 * signals.indexOf('drift') // => 168
 * ```
 * @category Streams
 * @since 0.1.0
 */
export function kswin(options: KswinOptions = {}): Detector {
  return createDetector(kswinKind, options)
}
