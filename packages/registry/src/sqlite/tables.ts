import type { Lifecycle, ModelStage, RunStatus } from '@millrace/core'
import type { Generated } from 'kysely'

/** The tables of a store, as Kysely sees them. Flags are 0 or 1, instants milliseconds since 1970-01-01 UTC; numbers that may not be finite have two columns. */
export interface Tables {
  experiments: ExperimentTable
  experiment_tags: ExperimentTagTable
  runs: RunTable
  attribute_keys: AttributeKeyTable
  metrics: MetricTable
  latest_metrics: MetricTable
  params: ParamTable
  tags: TagTable
  datasets: DatasetTable
  inputs: InputTable
  registered_models: RegisteredModelTable
  model_tags: ModelTagTable
  model_versions: ModelVersionTable
  version_metrics: VersionMetricTable
  version_tags: VersionTagTable
  aliases: AliasTable
  audit: AuditTable
}

export interface ExperimentTable {
  /** Never given twice. */
  id: Generated<number>
  name: string
  lifecycle: Lifecycle
  created_at_ms: number
  deleted_at_ms: number | null
}

export interface ExperimentTagTable {
  experiment_id: number
  key: string
  value: string
}

export interface RunTable {
  /** Of this database alone: short, so that the tables that refer to it are small. */
  id: Generated<number>
  /** What the outside knows. */
  run_id: string
  experiment_id: number
  parent_id: string | null
  name: string
  user: string | null
  status: RunStatus
  lifecycle: Lifecycle
  deleted_at_ms: number | null
  /** Whether it comes back when its experiment does. */
  deleted_with_experiment: Generated<number>
  started_at_ms: number
  ended_at_ms: number | null
  note: string | null
  artifact_root: string
}

/** Names of metrics, params and tags of runs, each kept once. */
export interface AttributeKeyTable {
  id: Generated<number>
  kind: AttributeKind
  name: string
}

/** What a key is the name of. */
export type AttributeKind = 'metric' | 'param' | 'tag'

/** A number that may be infinite or NaN: `flag` -1 is -Infinity, 0 finite, 1 Infinity, 2 NaN; `value` is 0 unless finite. */
export interface NumberColumns {
  flag: number
  value: number
}

export interface MetricTable extends NumberColumns {
  run_id: number
  key_id: number
  timestamp_ms: number
  step: number
}

export interface ParamTable {
  run_id: number
  key_id: number
  value: string
  /** The value where it is written as a number. */
  number: number | null
}

export interface TagTable {
  run_id: number
  key_id: number
  value: string
}

/** Data, by experiment, name and digest; what follows from the digest is kept once. */
export interface DatasetTable {
  id: Generated<number>
  experiment_id: number
  name: string
  digest: string
  row_count: number | null
  /** JSON. */
  schema: string | null
  /** JSON. */
  statistics: string | null
}

export interface InputTable {
  /** In order of recording. */
  id: Generated<number>
  run_id: number
  dataset_id: number
  /** Empty for none. */
  context: string
  source: string | null
}

export interface RegisteredModelTable {
  id: Generated<number>
  name: string
  description: string
  /** The greatest number ever given to a version. */
  last_version: Generated<number>
  created_at_ms: number
  updated_at_ms: number
}

export interface ModelTagTable {
  model_id: number
  key: string
  value: string
}

export interface ModelVersionTable {
  id: Generated<number>
  model_id: number
  version: number
  artifact_root: string
  digest: string
  run_id: string | null
  description: string
  stage: ModelStage
  created_at_ms: number
  updated_at_ms: number
}

export interface VersionMetricTable extends NumberColumns {
  version_id: number
  key: string
}

export interface VersionTagTable {
  version_id: number
  key: string
  value: string
}

export interface AliasTable {
  model_id: number
  alias: string
  version_id: number
}

/** Append only: a row is an `AuditEntry`. */
export interface AuditTable {
  sequence: number
  at_ms: number
  actor: string
  action: string
  model: string
  version: number | null
  alias: string | null
  /** JSON. */
  from_value: string
  /** JSON. */
  to_value: string
  reason: string | null
  /** JSON. */
  details: string
  previous: string | null
  digest: string
}
