/**
 * Where a version stands, in MLflow's words. Aliases say the same with names of one's own; both may be used.
 *
 * @category Contracts
 * @since 0.1.0
 */
export type ModelStage = 'None' | 'Staging' | 'Production' | 'Archived'

/**
 * A name under which versions of a model are kept.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface RegisteredModel {
  /** Name: letters, digits, `.`, `_` and `-`. */
  readonly name: string
  /** Text for people. */
  readonly description: string
  /** Labels. */
  readonly tags: ReadonlyMap<string, string>
  /** The version that each alias points to. */
  readonly aliases: ReadonlyMap<string, number>
  /** When it was created, in milliseconds since 1970-01-01 UTC. */
  readonly createdAtMs: number
  /** When it, or one of its versions, last changed. */
  readonly updatedAtMs: number
}

/**
 * A version to be created; its number is the store's to give.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface NewModelVersion {
  /** Prefix of its files' keys in the artifact store; the files are all there before the version is. */
  readonly artifactRoot: string
  /** Digest of the model folder, which a loader checks. */
  readonly digest: string
  /** The run that made it. */
  readonly runId?: string
  /** Metrics that gates ask for, fixed with the version. */
  readonly metrics?: ReadonlyMap<string, number>
  /** Text for people. */
  readonly description?: string
  /** Labels. */
  readonly tags?: ReadonlyMap<string, string>
}

/**
 * One version of a model. Its files, digest, run and metrics never change.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface ModelVersion extends Required<Omit<NewModelVersion, 'runId'>> {
  /** Name of the model. */
  readonly model: string
  /** Number: 1, 2, …, never given twice, also when a version was deleted. */
  readonly version: number
  /** The run that made it. */
  readonly runId?: string
  /** Where it stands. */
  readonly stage: ModelStage
  /** The aliases that point to it, by code point. */
  readonly aliases: readonly string[]
  /** When it was created, in milliseconds since 1970-01-01 UTC. */
  readonly createdAtMs: number
  /** When it last changed. */
  readonly updatedAtMs: number
}

/**
 * Names one version: by number, by alias, or the newest in a stage.
 *
 * @category Contracts
 * @since 0.1.0
 */
export type VersionReference = { readonly model: string } & (
  | { readonly version: number }
  | { readonly alias: string }
  | { readonly stage: ModelStage }
)
