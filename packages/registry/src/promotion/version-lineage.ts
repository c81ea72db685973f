import type { AuditEntry, DatasetInput, EstimatorRecord, Lifecycle, ModelStage, RunStatus } from '@millrace/core'
import type { JsonNumber } from './json-number.ts'
import type { ServedPredictions } from './served-predictions.ts'

/**
 * The run that made a version.
 *
 * @category Lineage
 * @since 0.1.0
 */
export interface LineageRun {
  /** Its identifier. */
  readonly id: string
  /** Its name. */
  readonly name: string
  /** Name of its experiment; null when that is gone. */
  readonly experiment: string | null
  /** How it ended. */
  readonly status: RunStatus
  /** Whether it is in use, or deleted and not yet purged. */
  readonly lifecycle: Lifecycle
  /** Who started it. */
  readonly user: string | null
  /** When it began, in milliseconds since 1970-01-01 UTC. */
  readonly startedAtMs: number
  /** When it ended; null while it runs. */
  readonly endedAtMs: number | null
  /** What it was configured with. */
  readonly params: Readonly<Record<string, string>>
  /** The latest value of each of its metrics. */
  readonly metrics: Readonly<Record<string, JsonNumber>>
  /** Its labels. */
  readonly tags: Readonly<Record<string, string>>
  /** The data that it read, with digests and row counts. */
  readonly inputs: readonly DatasetInput[]
}

/**
 * The code that made a version; null for what was not recorded.
 *
 * @category Lineage
 * @since 0.1.0
 */
export interface LineageCode {
  /** Commit. */
  readonly commit: string | null
  /** Branch. */
  readonly branch: string | null
  /** Whether there were changes that no commit holds. */
  readonly dirty: boolean | null
  /** URL of the repository, without credentials. */
  readonly repository: string | null
}

/**
 * All that a registry knows of how a version came to be and what became of it: plain JSON, frozen. What is not known is null, and `gaps`
 * says why.
 *
 * @category Lineage
 * @since 0.1.0
 */
export interface VersionLineage {
  /** Name of the model. */
  readonly model: string
  /** Number of the version. */
  readonly version: number
  /** Digest of the model folder. */
  readonly digest: string
  /** Text for people. */
  readonly description: string
  /** Labels. */
  readonly tags: Readonly<Record<string, string>>
  /** When it was registered, in milliseconds since 1970-01-01 UTC. */
  readonly createdAtMs: number
  /** Where it stands. */
  readonly stage: ModelStage
  /** The aliases that point to it now. */
  readonly aliases: readonly string[]
  /** The metrics that it was registered with. */
  readonly metrics: Readonly<Record<string, JsonNumber>>
  /** Digest and number of rows of the data that it was trained on. */
  readonly data: { readonly digest: string; readonly rows: number } | null
  /** Digest of its feature spec. */
  readonly spec: string | null
  /** The seed of its training. */
  readonly seed: number | null
  /** The trainer, and what it was called with. */
  readonly estimator: Pick<EstimatorRecord, 'kind' | 'params'> | null
  /** The run that made it. */
  readonly run: LineageRun | null
  /** The code that made it. */
  readonly code: LineageCode
  /** Node, platform, lockfile and packages of the training, by name. */
  readonly environment: Readonly<Record<string, string>>
  /** Audit entries by which an alias came to point to it, rollbacks included; null where no audit is kept. */
  readonly promotions: readonly AuditEntry[] | null
  /** Audit entries of promotions that were refused to it; null where no audit is kept. */
  readonly refusals: readonly AuditEntry[] | null
  /** Audit entries by which an alias left it; null where no audit is kept. */
  readonly replacements: readonly AuditEntry[] | null
  /** Audit entries of its stages; null where no audit is kept. */
  readonly stages: readonly AuditEntry[] | null
  /** The predictions that it served; null where no log was given. */
  readonly predictions: ServedPredictions | null
  /** What is missing, and why, in words. */
  readonly gaps: readonly string[]
}
