import type {
  AnyEvidence,
  AnyModel,
  ArtifactStore,
  ModelOf as CoreModelOf,
  Json,
  ModelSource,
  ModelStage,
  ModelTypes,
  ModelVersion,
  Page,
  RegistryStore,
  Run,
  TaskKind,
  TrackingStore,
  VersionReference,
} from '@millrace/core'
import type { FollowOptions } from '../follow/follow-options.ts'
import type { ChangeNote } from '../promotion/change-note.ts'
import type { LineageOptions } from '../promotion/lineage.ts'
import type { PromoteOptions, Promotion } from '../promotion/promote.ts'
import type { Rollback, RollbackOptions } from '../promotion/rollback.ts'
import type { SetStageOptions } from '../promotion/set-stage.ts'
import type { AuditVerification, VerifyAuditOptions } from '../promotion/verify-audit.ts'
import type { VersionLineage } from '../promotion/version-lineage.ts'
import type { BestRunSearch } from '../runs/best-run.ts'
import type { RunHandle, StartRunOptions } from '../runs/run-handle.ts'
import type { RunSearch } from '../runs/search-runs.ts'
import type { RunWork, WithRunOptions } from '../runs/with-run.ts'
import type { RegisterOptions } from './register-options.ts'

/**
 * How a version is named: `loan@production`, `loan/3` or `loan/Staging` as {@link parseReference} reads them, the same as an object, or a
 * version itself.
 *
 * @category Models
 * @since 0.1.0
 */
export type VersionName = string | VersionReference

/**
 * A model with the types of its spec.
 *
 * @category Models
 * @since 0.1.0
 */
export type ModelOf<Spec extends ModelTypes<unknown, unknown, TaskKind>> = CoreModelOf<Spec>

/**
 * A spec of which nothing is known: rows of any columns, labels of any kind.
 *
 * @category Models
 * @since 0.1.0
 */
export type AnySpec = ModelTypes<Readonly<Record<string, unknown>>, unknown>

/**
 * Runs, models and their files in one place. What a method rejects with, beside what it names, are the codes of the store behind it.
 *
 * Closing it (`await using`) closes the stores; runs that it started and nobody ended are then `killed`, and sources that follow it close.
 *
 * @category Registry
 * @since 0.1.0
 */
export interface Registry extends AsyncDisposable {
  /** The store of experiments and runs. */
  readonly tracking: TrackingStore
  /** The store of models, versions and the audit. */
  readonly models: RegistryStore
  /** The store of files. */
  readonly artifacts: ArtifactStore
  /** Who acts, unless a call says otherwise. */
  readonly actor: string

  /** Starts a run in the experiment of that name, which is made where there is none; the caller ends it. */
  startRun(experiment: string, options?: StartRunOptions): Promise<RunHandle>
  /**
   * Does work under a run that ends as the work does: `finished`; `failed`, with the tags `millrace.error.code` and `millrace.error.message`,
   * when it throws; `killed` when the signal is aborted, or the process gets SIGINT or SIGTERM. What the work throws is thrown on.
   */
  withRun<Result>(experiment: string, options: WithRunOptions, work: RunWork<Result>): Promise<Result>
  /** One page of the runs that pass. */
  searchRuns(search?: RunSearch): Promise<Page<Run>>
  /** All runs that pass, read page by page. */
  allRuns(search?: Omit<RunSearch, 'pageToken'>): AsyncIterable<Run>
  /** The finished run whose metric is best, of equal ones the earliest; NaN is no result. */
  bestRun(search: BestRunSearch): Promise<Run | undefined>

  /**
   * Keeps a model as the next version of its name, which is made where there is none, with what it was measured by. The version is visible
   * when all its files are there. Its run gets the tag `millrace.version.NAME`. `E_RUN_UNKNOWN`, `E_EVIDENCE_INVALID`,
   * `E_JSON_UNSUPPORTED`, and as `saveModel`.
   */
  register(model: AnyModel, options?: RegisterOptions): Promise<ModelVersion>
  /** The version of that name, as it stands now; `E_VERSION_UNKNOWN`, `E_REFERENCE_INVALID`. */
  version(name: VersionName): Promise<ModelVersion>
  /** Loads a version with all checks of `loadModel`, and with the digest that it was registered with: `load<typeof spec>('loan/3')`. */
  load<Spec extends ModelTypes<unknown, unknown, TaskKind> = AnySpec>(name: VersionName): Promise<ModelOf<Spec>>
  /** The scored rows that a version was registered with. */
  readEvidence(name: VersionName): Promise<AnyEvidence | undefined>
  /** The profile that a version was registered with. */
  readProfile(name: VersionName): Promise<Json | undefined>
  /**
   * Serves whatever version the name stands for at the moment, such as `loan@production`: a model that is loaded, checked and warm takes the
   * place of the one before by one assignment. One that fails is reported, and tried again after 2 s, 4 s, … up to 30 s; the one before stays.
   */
  follow<Spec extends ModelTypes<unknown, unknown, TaskKind> = AnySpec>(
    name: VersionName,
    options?: FollowOptions,
  ): ModelSource<ModelOf<Spec>>

  /**
   * Moves an alias to a version if the version passes the gate. A refusal is a result, and audited; what the gate looked at is in `checks`.
   *
   * `beats` compares by a paired bootstrap on the rows that both versions have scored and neither was trained on, and passes only if the
   * whole interval of the difference is on the better side. One challenger in forty that is no better passes at 95 %: who tries many on the
   * same rows will find a lucky one. `E_GATE_INVALID`.
   */
  promote(version: VersionName, alias: string, options?: PromoteOptions): Promise<Promotion>
  /** Moves an alias, `loan@production`, back to its holder before; each further call goes further back. `E_ROLLBACK_NONE`. */
  rollback(name: string | { readonly model: string; readonly alias: string }, options?: RollbackOptions): Promise<Rollback>
  /** Moves a version to a stage. */
  setStage(version: VersionName, stage: ModelStage, options?: SetStageOptions): Promise<ModelVersion>
  /** Moves a version to the stage `Archived`; aliases that point to it stay. */
  archive(version: VersionName, note?: ChangeNote): Promise<ModelVersion>
  /** Follows a version from the data that it learnt from to the predictions that it served. */
  lineage(version: VersionName, options?: LineageOptions): Promise<VersionLineage>
  /** Whether the audit is what was written: every entry follows the one before. */
  verifyAudit(options?: VerifyAuditOptions): Promise<AuditVerification>
}
