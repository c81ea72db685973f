import type { Digest } from '@millrace/core'
import type { Trial } from './trial.ts'

/**
 * Keeps the trials of a tuning, so that one which was stopped can go on.
 *
 * @category Tuning
 * @since 0.1.0
 */
export interface TrialLog {
  /**
   * Begins the log of a tuning, or continues it.
   *
   * @param digest - of all that decides a trial's outcome: space, search, data, seed, folds, metric
   * @returns the trials that ended already; rejects with `E_TUNING_LOG_FOREIGN` when the log is of another digest
   */
  open(digest: Digest): Promise<readonly Trial[]>
  /**
   * Keeps a trial; it is durable when the promise resolves. Calls follow each other.
   *
   * @param trial - a trial that has ended
   */
  append(trial: Trial): Promise<void>
  /** Is called when the tuning ends, however it ends. */
  close?(): Promise<void>
}
