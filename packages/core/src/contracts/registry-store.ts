import type { AuditEntry } from './audit-entry.ts'
import type { ModelVersion, RegisteredModel, VersionReference } from './model-version.ts'
import type { ChangeContext, RegistryChange } from './registry-change.ts'
import type { Filter, NumberTest, Page, PageRequest, PresenceTest, TextTest } from './search.ts'

/**
 * Which models are wanted, by name.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface ModelQuery extends PageRequest {
  /** Only models that pass. @defaultValue all */
  readonly filter?: Filter<({ readonly attribute: 'name' } & TextTest) | ({ readonly tag: string } & (TextTest | PresenceTest))>
}

/**
 * Which versions are wanted, by model and then the newest first.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface VersionQuery extends PageRequest {
  /** Only versions that pass. @defaultValue all */
  readonly filter?: Filter<
    | ({ readonly attribute: 'model' | 'runId' | 'stage' | 'digest' } & (TextTest | PresenceTest))
    | ({ readonly attribute: 'version' | 'createdAtMs' } & NumberTest)
    | ({ readonly metric: string } & (NumberTest | PresenceTest))
    | ({ readonly tag: string } & (TextTest | PresenceTest))
  >
}

/**
 * Which audit entries are wanted.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface AuditQuery extends PageRequest {
  /** Only entries of this model. */
  readonly model?: string
  /** Only entries of this version. */
  readonly version?: number
  /** Only entries of this alias. */
  readonly alias?: string
  /** The newest first. @defaultValue false */
  readonly descending?: boolean
}

/**
 * Keeps models, their versions, and what was done to them.
 *
 * All writes go through `commit`. Writers in other processes wait for each other, and one that waited too long rejects with `E_STORE_BUSY`;
 * any call after closing rejects with `E_STORE_CLOSED`.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface RegistryStore extends AsyncDisposable {
  /** Version of this contract. */
  readonly specVersion: 1
  /**
   * Applies all changes in order, and writes one audit entry for each, in one transaction that is durable when the promise resolves with
   * the entries; or rejects and applies none.
   *
   * The entry of `create-version` holds the new number. Rejects with `E_MODEL_NAME_INVALID`, `E_MODEL_EXISTS`, `E_MODEL_UNKNOWN`,
   * `E_VERSION_UNKNOWN`, `E_ALIAS_INVALID`, `E_REGISTRY_CONFLICT`, `E_LIMIT_EXCEEDED` (the least that a store takes is 250 characters for
   * keys and 5,000 for tags and descriptions), and with `E_ABILITY_MISSING` when the system behind cannot do several changes as one.
   */
  commit(changes: readonly RegistryChange[], context: ChangeContext): Promise<readonly AuditEntry[]>
  /** The model of that name. */
  findModel(name: string): Promise<RegisteredModel | undefined>
  /** The version that a reference names now. */
  findVersion(reference: VersionReference): Promise<ModelVersion | undefined>
  /** The models that pass. */
  searchModels(query?: ModelQuery): Promise<Page<RegisteredModel>>
  /** The versions that pass. */
  searchVersions(query?: VersionQuery): Promise<Page<ModelVersion>>
  /**
   * Ability: the audit, chained by `sealAuditEntry`, by sequence; entries of deleted models stay. Without it, entries that `commit` gives
   * are not kept.
   */
  readAudit?(query?: AuditQuery): Promise<Page<AuditEntry>>
  /** Ability: tells, without polling, that an alias of the model moved, in this or another process; returns how to stop. */
  watch?(model: string, listener: () => void): () => void
}
