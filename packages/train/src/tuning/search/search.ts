import type { Json, Random } from '@millrace/core'
import type { TrialParams } from '../draw.ts'
import type { SearchSpace } from '../search-space.ts'

/**
 * What a search may know before it starts.
 *
 * @category Tuning
 * @since 0.1.0
 */
export interface SearchContext {
  /** What is searched. */
  readonly space: SearchSpace
  /** Where randomness comes from, and all of it. */
  readonly random: Random
  /** Number of rows. */
  readonly rows: number
  /** Number of folds. */
  readonly folds: number
  /** Number of classes; 1 for regression. */
  readonly classes: number
}

/**
 * A trial that a search asks for.
 *
 * @category Tuning
 * @since 0.1.0
 */
export interface Proposal {
  /** The params. */
  readonly params: TrialParams
  /** How many rows to train and measure with, the others left out at random. @defaultValue all */
  readonly rows?: number
  /** How many folds to measure. @defaultValue all */
  readonly folds?: number
  /** How far up a ladder of resources it stands; the best trial is one of the highest rung. @defaultValue 0 */
  readonly rung?: number
}

/**
 * How to search: a plan that asks for trials by the batch and is told how they went.
 *
 * @category Tuning
 * @since 0.1.0
 */
export interface Search {
  /** Name, for people and the log: `tpe`. */
  readonly name: string
  /** What decides which trials come; a log continues only with equal ones. */
  readonly params: Readonly<Record<string, Json>>
  /**
   * Says how many trials there will be.
   *
   * @param context - what is known before the search starts
   */
  trials(context: Omit<SearchContext, 'random'>): number
  /**
   * Proposes batches; is answered by the loss of each proposal, in order: less is better, infinite where a trial failed.
   *
   * The next batch may depend on the answers and the context's random numbers alone.
   *
   * @param context - what is known before the search starts
   */
  propose(context: SearchContext): Generator<readonly Proposal[], void, readonly number[]>
}
