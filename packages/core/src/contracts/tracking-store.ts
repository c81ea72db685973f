import type { Lifecycle, Metric, Run, RunEntries, RunStatus } from './run.ts'
import type { ExperimentQuery, RunQuery } from './run-query.ts'
import type { Page, PageRequest } from './search.ts'

/**
 * Runs that answer one question.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface Experiment {
  /** Identifier that never changes. */
  readonly id: string
  /** Name, unique among active experiments. */
  readonly name: string
  /** Whether it is in use. */
  readonly lifecycle: Lifecycle
  /** When it was created, in milliseconds since 1970-01-01 UTC. */
  readonly createdAtMs: number
  /** Labels. */
  readonly tags: ReadonlyMap<string, string>
}

/**
 * What may change of an experiment.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface ExperimentChange {
  /** A new name. */
  readonly name?: string
  /** Deletes or restores it, with the runs that were deleted with it. */
  readonly lifecycle?: Lifecycle
  /** Tags to set; null removes. */
  readonly tags?: ReadonlyMap<string, string | null>
}

/**
 * A run to be created.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface NewRun extends RunEntries {
  /** The experiment it belongs to. */
  readonly experimentId: string
  /** Its identifier: letters, digits, `_` and `-`. @defaultValue 32 random hexadecimal digits */
  readonly id?: string
  /** A name for people. @defaultValue made up by the store */
  readonly name?: string
  /** The run that it is a part of. */
  readonly parentId?: string
  /** Who starts it. */
  readonly user?: string
  /** When it began. @defaultValue now */
  readonly startedAtMs?: number
}

/**
 * What may change of a run besides its entries.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface RunChange {
  /** A new name. */
  readonly name?: string
  /** A new status; one that ends the run sets `endedAtMs` to now unless it is given. */
  readonly status?: RunStatus
  /** When it ended. */
  readonly endedAtMs?: number
  /** Text for people, in Markdown. */
  readonly note?: string
  /** Deletes or restores it. */
  readonly lifecycle?: Lifecycle
}

/**
 * Keeps experiments and runs.
 *
 * A write is atomic, and durable when its promise resolves; writers in other processes wait for each other, and one that waited too long
 * rejects with `E_STORE_BUSY`. An unknown identifier rejects with `E_EXPERIMENT_UNKNOWN` or `E_RUN_UNKNOWN`, a write to a deleted run with
 * `E_RUN_DELETED`, a key or value beyond the store's limits with `E_LIMIT_EXCEEDED` (at least 250 characters for keys, 6,000 for params,
 * 8,000 for tags, 1,000 entries a call), any call after closing with `E_STORE_CLOSED`.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface TrackingStore extends AsyncDisposable {
  /** Version of this contract. */
  readonly specVersion: 1
  /** Creates an experiment; rejects with `E_EXPERIMENT_EXISTS` when an active one has the name. */
  createExperiment(name: string, options?: { readonly tags?: ReadonlyMap<string, string> }): Promise<Experiment>
  /** The experiment of that id, or the active one of that name. */
  findExperiment(by: { readonly id: string } | { readonly name: string }): Promise<Experiment | undefined>
  /** The experiments that pass. */
  searchExperiments(query?: ExperimentQuery): Promise<Page<Experiment>>
  /** Changes an experiment; rejects with `E_EXPERIMENT_EXISTS` when another active one has the new name. */
  updateExperiment(id: string, change: ExperimentChange): Promise<Experiment>
  /** Creates a run that is `running`, with its first entries; rejects with `E_RUN_EXISTS` when the id is taken. */
  createRun(run: NewRun): Promise<Run>
  /** The run of that id, deleted or not. */
  findRun(id: string): Promise<Run | undefined>
  /** Changes a run; of a deleted one only `lifecycle`. */
  updateRun(id: string, change: RunChange): Promise<Run>
  /** Writes all entries or none; rejects with `E_PARAM_CHANGED` when a param is there with another value. */
  record(runId: string, entries: RunEntries): Promise<void>
  /** The runs that pass, in order. */
  searchRuns(query?: RunQuery): Promise<Page<Run>>
  /** Every value of a metric, by time, step and value. */
  metricHistory(runId: string, query: PageRequest & { readonly key: string }): Promise<Page<Metric>>
  /** Ability: counts the runs that pass without reading them. */
  countRuns?(query?: Omit<RunQuery, 'orderBy' | keyof PageRequest>): Promise<number>
  /** Ability: removes for good the runs and experiments that were deleted before a time, and says how many runs there were. */
  purge?(options: { readonly deletedBeforeMs: number }): Promise<number>
}
