import { drawParams } from '../draw.ts'
import { requireWhole } from './require-whole.ts'
import type { Search } from './search.ts'

/**
 * Options of {@link randomSearch}.
 *
 * @category Tuning
 * @since 0.1.0
 */
export interface RandomSearchOptions {
  /** Number of trials, at least 1. */
  readonly trials: number
}

/**
 * Draws every trial independently: the yardstick, and hard to beat where few dimensions matter and trials are many.
 *
 * More trials of one seed go on where fewer ended.
 *
 * @param options - number of trials
 * @returns a search for `tune`
 * @throws RangeError when the number of trials is not a whole number from 1
 * @see J. Bergstra and Y. Bengio, Random search for hyper-parameter optimization, JMLR 13 (2012)
 * @example
 * ```ts
 * import { randomSearch } from '@millrace/train'
 *
 * randomSearch({ trials: 20 }).name // => 'random'
 * ```
 * @category Tuning
 * @since 0.1.0
 */
export function randomSearch({ trials }: RandomSearchOptions): Search {
  requireWhole('randomSearch', { trials })
  return Object.freeze({
    name: 'random',
    params: Object.freeze({}),
    trials: () => trials,
    *propose({ space, random }) {
      yield Array.from({ length: trials }, () => ({ params: drawParams(space, random) }))
    },
  } satisfies Search)
}
