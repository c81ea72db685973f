import type { Json } from '../json/json.ts'
import type { ModelStage, NewModelVersion } from './model-version.ts'

/**
 * One change. `expected` makes it conditional: what must stand now, null for nothing; otherwise the commit rejects with
 * `E_REGISTRY_CONFLICT`.
 *
 * @category Contracts
 * @since 0.1.0
 */
export type RegistryChange =
  | { readonly action: 'create-model'; readonly model: string; readonly description?: string; readonly tags?: ReadonlyMap<string, string> }
  | { readonly action: 'rename-model'; readonly model: string; readonly to: string }
  | { readonly action: 'delete-model'; readonly model: string }
  | { readonly action: 'create-version'; readonly model: string; readonly version: NewModelVersion }
  | { readonly action: 'delete-version'; readonly model: string; readonly version: number }
  | {
      readonly action: 'set-alias'
      readonly model: string
      /** Letters, digits, `_` and `-`; neither `latest` nor `v` with a number. */
      readonly alias: string
      /** The version to point to; null removes the alias. */
      readonly version: number | null
      readonly expected?: number | null
    }
  | {
      readonly action: 'set-stage'
      readonly model: string
      readonly version: number
      readonly stage: ModelStage
      readonly expected?: ModelStage
    }
  | { readonly action: 'set-tag'; readonly model: string; readonly version?: number; readonly key: string; readonly value: string | null }
  | { readonly action: 'set-description'; readonly model: string; readonly version?: number; readonly description: string }
  /** Changes nothing: the audit shows that a promotion was asked for and refused. */
  | { readonly action: 'refuse-promotion'; readonly model: string; readonly version: number; readonly alias: string }

/**
 * Who changes the registry, and why: what the audit keeps.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface ChangeContext {
  /** Who. */
  readonly actor: string
  /** Why, in words. */
  readonly reason?: string
  /** What a gate measured, or anything else that explains it. */
  readonly details?: Json
}
