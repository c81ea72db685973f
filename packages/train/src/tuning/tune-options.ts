import type { RunEntries, RunRecorder, TaskKind, WorkOptions } from '@millrace/core'
import type { FoldDivision } from '../evaluation/fold-table.ts'
import type { MetricNameOf } from '../evaluation/kinds/evaluation-kind.ts'
import type { Search } from './search/search.ts'
import type { SearchSpace } from './search-space.ts'
import type { TrialLog } from './trial-log.ts'

/**
 * How to search, for `tune` and `tunedTrainer` alike.
 *
 * @category Tuning
 * @since 0.1.0
 */
export interface SearchOptions<S extends SearchSpace> {
  /** The params and what they may be. */
  readonly space: S
  /** How to search it. @defaultValue `tpe({ trials: 50 })` */
  readonly search?: Search | undefined
  /** The metric to go by, one of those of what is predicted. @defaultValue `logLoss` for classes, `rmse` for regression */
  readonly metric?: MetricNameOf<TaskKind> | undefined
  /** In how many threads folds of trials are fitted, where the trainer is one of this package; the result does not depend on it. @defaultValue 1 */
  readonly threads?: number | undefined
}

/**
 * A run whose trials become runs of their own: a run of a registry is one.
 *
 * @category Tuning
 * @since 0.1.0
 */
export interface TuningRun extends RunRecorder {
  /** Starts a run that is part of this one. */
  startRun(options: { readonly name: string; readonly environment: false }): Promise<TrialRun>
}

/**
 * The run of one trial.
 *
 * @category Tuning
 * @since 0.1.0
 */
export interface TrialRun {
  /** Writes what the trial was configured with and what came of it. */
  record(entries: RunEntries): Promise<void>
  /** Ends the run. */
  end(status: 'finished' | 'failed'): Promise<void>
}

/**
 * Options of `tunedTrainer`.
 *
 * @category Tuning
 * @since 0.1.0
 */
export interface TunedTrainerOptions<S extends SearchSpace> extends SearchOptions<S> {
  /** Number of folds that a trial is measured with, at least 2: stratified for classes, at random for numbers. @defaultValue 5 */
  readonly folds?: number | undefined
}

/**
 * Options of `tune`.
 *
 * @category Tuning
 * @since 0.1.0
 */
export interface TuneOptions<S extends SearchSpace> extends SearchOptions<S>, FoldDivision, WorkOptions {
  /** Weight of each row, in training and in metrics; not negative. @defaultValue all 1 */
  readonly weights?: Float64Array | undefined
  /** Path of a log that trials are appended to, and from which a stopped tuning goes on; or a log of one's own. @defaultValue none */
  readonly log?: string | TrialLog | undefined
  /** The run that the tuning belongs to: each trial becomes a run that is part of it. */
  readonly run?: TuningRun | undefined
}
