import type { TrialParams } from './draw.ts'

/**
 * A trial that has ended.
 *
 * @category Tuning
 * @since 0.1.0
 */
export interface Trial<Params = TrialParams> {
  /** Its number, from 0, in the order of proposal. */
  readonly number: number
  /** The params. */
  readonly params: Params
  /** How many rows it was trained and measured with. */
  readonly rows: number
  /** How far up a ladder of resources it stood; 0 where there is none. */
  readonly rung: number
  /** The metric of each fold; empty where the trial failed. */
  readonly values: readonly number[]
  /** Mean of the metric over the folds; NaN where the trial failed. */
  readonly mean: number
  /** Sample standard deviation over the folds; NaN where the trial failed. */
  readonly deviation: number
  /** How long fitting and measuring took, in seconds of the clock, summed over the folds. */
  readonly seconds: number
  /** Why it failed: a `MillraceError`'s code and message; null where it did not. */
  readonly error: { readonly code: string; readonly message: string } | null
}
