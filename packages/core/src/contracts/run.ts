import type { Json } from '../json/json.ts'

/**
 * What a run is doing, or how it ended.
 *
 * @category Contracts
 * @since 0.1.0
 */
export type RunStatus = 'scheduled' | 'running' | 'finished' | 'failed' | 'killed'

/**
 * Whether a record is in use, or deleted and can be restored until it is purged.
 *
 * @category Contracts
 * @since 0.1.0
 */
export type Lifecycle = 'active' | 'deleted'

/**
 * One value of a metric. The value is any number: NaN and infinities are kept as they are.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface Metric {
  /** Name: `auc`, `loss/validation`. */
  readonly key: string
  /** The value. */
  readonly value: number
  /** Place on the axis of training, an integer, possibly negative. */
  readonly step: number
  /** When it was measured, in milliseconds since 1970-01-01 UTC. */
  readonly timestampMs: number
}

/**
 * Data that a run read.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface DatasetInput {
  /** Name: `loan-train`. With the digest it identifies the dataset within an experiment. */
  readonly name: string
  /** Digest of the data: `md5:…` of the file. */
  readonly digest: string
  /** What it was read for: `training`, `evaluation`. */
  readonly context?: string
  /** Where it was read from: a path or URL, without credentials. */
  readonly source?: string
  /** Number of rows. */
  readonly rowCount?: number
  /** Its columns. */
  readonly schema?: Json
  /** Its statistics, as `describe` gives them. */
  readonly statistics?: Json
}

/**
 * One execution of something worth remembering.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface Run {
  /** 32 lower-case hexadecimal digits unless the caller chose another. */
  readonly id: string
  /** The experiment it belongs to. */
  readonly experimentId: string
  /** The run that it is a part of. */
  readonly parentId?: string
  /** A name for people. */
  readonly name: string
  /** Who started it. */
  readonly user?: string
  /** What it is doing, or how it ended. */
  readonly status: RunStatus
  /** Whether it is in use. */
  readonly lifecycle: Lifecycle
  /** When it began, in milliseconds since 1970-01-01 UTC. */
  readonly startedAtMs: number
  /** When it ended. */
  readonly endedAtMs?: number
  /** Text for people, in Markdown. */
  readonly note?: string
  /** Prefix of its artifacts' keys in the artifact store. */
  readonly artifactRoot: string
  /** What it was configured with; a param never changes. */
  readonly params: ReadonlyMap<string, string>
  /** The latest value of each metric: the greatest by step, then time, then value. */
  readonly metrics: ReadonlyMap<string, Metric>
  /** Labels, which may change. */
  readonly tags: ReadonlyMap<string, string>
  /** The data it read. */
  readonly inputs: readonly DatasetInput[]
}

/**
 * What is written to a run in one step.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface RunEntries {
  /** Params; one that is there with another value is refused. */
  readonly params?: ReadonlyMap<string, string>
  /** Values of metrics; one that is there in every part is left alone. */
  readonly metrics?: readonly Metric[]
  /** Tags to set; null removes. */
  readonly tags?: ReadonlyMap<string, string | null>
  /** Data read; one that is there is left alone. */
  readonly inputs?: readonly DatasetInput[]
}

/**
 * What training and evaluation write to: a run of a registry is one.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface RunRecorder {
  /** The run, for lineage. */
  readonly id: string
  /** Writes the entries, in whole or, rejecting, not at all. */
  record(entries: RunEntries): Promise<void>
}
