import type { Random } from '@millrace/core'
import { drawParams, type TrialParams } from '../draw.ts'
import type { SearchSpace } from '../search-space.ts'
import { parzenOf } from './parzen.ts'
import { requireWhole } from './require-whole.ts'
import type { Search } from './search.ts'

/**
 * Options of {@link tpe}.
 *
 * @category Tuning
 * @since 0.1.0
 */
export interface TpeOptions {
  /** Number of trials, at least 1. */
  readonly trials: number
  /** How many of them are drawn at random before the search learns. @defaultValue 10 */
  readonly startup?: number
  /** How many trials are proposed at a time, without knowing of each other's outcome; they run in parallel. @defaultValue 4 */
  readonly batch?: number
  /** How many params are drawn for each trial, of which the most promising is tried. @defaultValue 24 */
  readonly candidates?: number
}

/** What a search knows of a trial; a pending one counts among the bad ones, so that a batch spreads. */
interface Known {
  readonly params: TrialParams
  readonly loss: number
}

/**
 * The tree-structured Parzen estimator: proposes what is likely among the best tenth of the trials so far and unlikely among the rest.
 *
 * Densities are over all dimensions together, so that params which only work in company are found. More trials of one seed go on where fewer ended, and `batch` alone,
 * never the number of threads, decides what a trial knows of others.
 *
 * @param options - number of trials and how they are proposed
 * @returns a search for `tune`
 * @throws RangeError when an option is not a whole number from 1
 * @see J. Bergstra et al., Algorithms for hyper-parameter optimization, NeurIPS (2011)
 * @see S. Watanabe, Tree-structured Parzen estimator: understanding its algorithm components (2023), arXiv:2304.11127
 * @example
 * ```ts
 * import { tpe } from '@millrace/train'
 *
 * tpe({ trials: 50 }).name // => 'tpe'
 * ```
 * @category Tuning
 * @since 0.1.0
 */
export function tpe({ trials, startup = 10, batch = 4, candidates = 24 }: TpeOptions): Search {
  requireWhole('tpe', { trials, startup, batch, candidates })
  return Object.freeze({
    name: 'tpe',
    params: Object.freeze({ startup, batch, candidates }),
    trials: () => trials,
    *propose({ space, random }) {
      const known: Known[] = []
      const first = Array.from({ length: startup }, () => drawParams(space, random)).slice(0, trials)
      let next: readonly TrialParams[] = first
      for (;;) {
        const losses: readonly number[] = yield next.map((params) => ({ params }))
        known.push(...next.map((params, i) => ({ params, loss: losses[i]! })))
        if (known.length >= trials) return
        next = proposeBatch(known, { space, random, batch, candidates }).slice(0, trials - known.length)
      }
    },
  } satisfies Search)
}

interface BatchOptions {
  readonly space: SearchSpace
  readonly random: Random
  readonly batch: number
  readonly candidates: number
}

function proposeBatch(known: readonly Known[], { space, random, batch, candidates }: BatchOptions): readonly TrialParams[] {
  const sorted = known.toSorted((a, b) => a.loss - b.loss).map(({ params }) => params)
  const good = Math.min(Math.ceil(known.length / 10), 25)
  const likely = parzenOf(space, sorted.slice(0, good))
  const pending: TrialParams[] = []
  while (pending.length < batch) {
    const unlikely = parzenOf(space, [...sorted.slice(good), ...pending])
    const drawn = Array.from({ length: candidates }, () => likely.draw(random))
    const promise = drawn.map((params) => likely.logDensity(params) - unlikely.logDensity(params))
    pending.push(drawn[promise.indexOf(Math.max(...promise))]!)
  }
  return pending
}
