import { z } from 'zod'
import { betweenZeroAndOne, count, sum, sumOfSquares, whole } from './checks.ts'
import type { Detector } from './detector.ts'
import { createDetector, type DetectorKind, type Settings } from './detector-kind.ts'
import {
  createHistogram,
  dropOldest,
  type ExponentialHistogram,
  insert,
  readHistogram,
  type SavedHistogram,
  saveHistogram,
} from './exponential-histogram.ts'

/**
 * Settings of {@link adwin}.
 *
 * @category Streams
 * @since 0.1.0
 */
export interface AdwinOptions {
  /** Probability of a false drift that the bound allows at a check, above 0 and below 1. @defaultValue 0.002 */
  readonly delta?: number | undefined
  /** Values between two checks. @defaultValue 32 */
  readonly clock?: number | undefined
  /** Most buckets of one size, 2 to 100; more of them cut more finely. @defaultValue 5 */
  readonly maxBuckets?: number | undefined
  /** Fewest values on either side of a cut. @defaultValue 5 */
  readonly minimumLength?: number | undefined
  /** Values in the window that are not yet checked. @defaultValue 10 */
  readonly gracePeriod?: number | undefined
  /** `restart` forgets the window after a drift, as River does; `shrink` keeps its newer part, as in the paper. @defaultValue 'restart' */
  readonly afterDrift?: 'restart' | 'shrink' | undefined
}

interface State {
  readonly window: ExponentialHistogram
  /** Values since the last check. */
  sinceCheck: number
}

interface Saved {
  readonly window: SavedHistogram
  readonly sinceCheck: number
}

export const adwinKind: DetectorKind<Settings<AdwinOptions>, State, Saved> = {
  name: 'adwin',
  function: 'adwin',
  values: 'numbers',
  defaults: { delta: 0.002, clock: 32, maxBuckets: 5, minimumLength: 5, gracePeriod: 10, afterDrift: 'restart' },
  options: z.strictObject({
    delta: betweenZeroAndOne,
    clock: whole(1, 1e6),
    maxBuckets: whole(2, 100),
    minimumLength: whole(1, 1e9),
    gracePeriod: whole(0, 1e9),
    afterDrift: z.enum(['restart', 'shrink']).describe("'restart' or 'shrink'"),
  }),
  saved: z.strictObject({
    window: z.strictObject({
      total: sum,
      squares: sumOfSquares,
      buckets: z.array(z.strictObject({ totals: z.array(sum).max(101), squares: z.array(sumOfSquares).max(101) })).max(53),
    }),
    sinceCheck: count,
  }),
  start: ({ maxBuckets }) => ({ window: createHistogram(maxBuckets), sinceCheck: 0 }),
  update(state, value, options) {
    const { window } = state
    insert(window, value)
    if (++state.sinceCheck < options.clock) return 'stable'
    state.sinceCheck = 0
    if (window.length <= options.gracePeriod || !hasCut(window, options)) return 'stable'
    if (options.afterDrift === 'restart') Object.assign(state, adwinKind.start(options))
    else
      do dropOldest(window)
      while (hasCut(window, options))
    return 'drift'
  },
  figures: ({ window: { length, total, squares } }) => ({
    length,
    mean: length === 0 ? 0 : total / length,
    deviation: length === 0 ? 0 : Math.sqrt(squares / length),
  }),
  save: ({ window, sinceCheck }) => ({ window: saveHistogram(window), sinceCheck }),
  load: ({ window, sinceCheck }, { maxBuckets, clock }) => {
    if (sinceCheck >= clock) return `has not been checked for ${sinceCheck} values at a clock of ${clock}`
    const read = readHistogram(window, maxBuckets)
    return typeof read === 'string' ? read : { window: read, sinceCheck }
  },
}

/** Whether the window splits between two buckets into parts whose means differ by more than the bound. */
function hasCut(
  { rows, used, places, totals, length, total, squares }: ExponentialHistogram,
  { delta, minimumLength }: Settings<AdwinOptions>,
): boolean {
  const confidence = Math.log((2 * Math.log(length)) / delta)
  const spread = (2 * squares * confidence) / length
  let older = 0
  let olderTotal = 0
  for (let row = rows - 1; row >= 0; row--) {
    const size = 2 ** row
    const first = row * places
    for (let place = first; place < first + used[row]!; place++) {
      older += size
      olderTotal += totals[place]!
      const newer = length - older
      if (newer < minimumLength) return false
      if (older < minimumLength) continue
      const inverse = 1 / (older - minimumLength + 1) + 1 / (newer - minimumLength + 1)
      const bound = Math.sqrt(spread * inverse) + (2 / 3) * confidence * inverse
      if (Math.abs(olderTotal / older - (total - olderTotal) / newer) > bound) return true
    }
  }
  return false
}

/**
 * ADWIN, the adaptive window: keeps as many of the latest values as have one mean, and drifts where any cut of the window parts two means
 * that differ by more than a bound in their sizes, the variance and `delta`.
 *
 * The window is an exponential histogram: a few kilobytes, however many values it has. The bound holds for values in [0, 1]: errors, shares
 * and scores; others work, but `delta` is then no probability: scale them. Signals are those of River 0.26, which tests every cut (earlier
 * versions left some out), and so are the defaults. It never warns.
 *
 * @param options - confidence, clock and window
 * @returns a detector of numbers, 0 and 1 for errors among them
 * @throws MillraceError `E_DRIFT_OPTION` when an option is out of range
 * @see https://doi.org/10.1137/1.9781611972771.42 (A. Bifet and R. Gavaldà, Learning from time-changing data with adaptive windowing, 2007)
 * @example
 * ```ts
 * import { adwin } from '@millrace/drift'
 *
 * const detector = adwin()
 * const signals = Array.from({ length: 400 }, (_, i) => detector.update(i % (i < 200 ? 10 : 2) === 0 ? 1 : 0))
 * signals.indexOf('drift') // => 255
 * ```
 * @category Streams
 * @since 0.1.0
 */
export function adwin(options: AdwinOptions = {}): Detector {
  return createDetector(adwinKind, options)
}
