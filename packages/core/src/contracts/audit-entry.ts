import { type Digest, digestJson } from '../json/digest.ts'
import type { Json } from '../json/json.ts'
import type { RegistryChange } from './registry-change.ts'

/**
 * One change of a registry, as it is kept for ever: who, when, what, from, to, why. Plain JSON.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface AuditEntry {
  /** 1, 2, …, without gaps over the whole store. */
  readonly sequence: number
  /** When, in milliseconds since 1970-01-01 UTC. */
  readonly atMs: number
  /** Who. */
  readonly actor: string
  /** What was done, or refused. */
  readonly action: RegistryChange['action']
  /** The model it was done to. */
  readonly model: string
  /** The version it was done to; null where the model is meant. */
  readonly version: number | null
  /** The alias that was set or asked for. */
  readonly alias: string | null
  /** What stood before: the number an alias pointed to, a stage, a tag's key and value, a name, a text; null for nothing. */
  readonly from: Json
  /** What stands now, likewise; after a refusal the same as `from`. */
  readonly to: Json
  /** Why, in words. */
  readonly reason: string | null
  /** What a gate measured, or anything else that explains it. */
  readonly details: Json
  /** Digest of the entry before; null for the first. */
  readonly previous: Digest | null
  /** Digest of this entry without this member. */
  readonly digest: Digest
}

/**
 * An entry before it has its place in the chain.
 *
 * @category Contracts
 * @since 0.1.0
 */
export type AuditDraft = Omit<AuditEntry, 'sequence' | 'previous' | 'digest'>

/**
 * Puts an entry behind another in the chain: it gets the next number, the digest of the entry before, and its own.
 *
 * @param draft - what happened
 * @param previous - the newest entry; nothing when this is the first
 * @returns the entry to store, in the transaction of the change itself
 * @throws MillraceError `E_JSON_UNSUPPORTED` when `from`, `to` or `details` is not JSON
 * @example
 * ```ts
 * import { sealAuditEntry } from '@millrace/core'
 *
 * const moved = { atMs: 0, actor: 'ada', action: 'set-alias', model: 'loan', alias: 'production', reason: null, details: null } as const
 * const first = sealAuditEntry({ ...moved, version: 1, from: null, to: 1 })
 * const second = sealAuditEntry({ ...moved, version: 2, from: 1, to: 2 }, first)
 * second.previous === first.digest // => true
 * ```
 * @category Contracts
 * @since 0.1.0
 */
export function sealAuditEntry(draft: AuditDraft, previous?: Pick<AuditEntry, 'sequence' | 'digest'>): AuditEntry {
  const { atMs, actor, action, model, version, alias, from, to, reason, details } = draft
  const content = { atMs, actor, action, model, version, alias, from, to, reason, details }
  const placed = { ...content, sequence: (previous?.sequence ?? 0) + 1, previous: previous?.digest ?? null }
  return Object.freeze({ ...placed, digest: digestJson(placed) })
}

/**
 * Whether an entry is unchanged and follows the one before. Entries that were cut off at the end do not show: keep the newest digest
 * elsewhere to see that.
 *
 * @param entry - as stored
 * @param previous - the entry before; nothing when this must be the first
 * @returns false when a member was changed, or an entry was removed, added or moved
 * @example
 * ```ts
 * import { followsAuditEntry, sealAuditEntry } from '@millrace/core'
 *
 * const moved = { atMs: 0, actor: 'ada', action: 'set-alias', model: 'loan', alias: 'production', reason: null, details: null } as const
 * const first = sealAuditEntry({ ...moved, version: 1, from: null, to: 1 })
 * const second = sealAuditEntry({ ...moved, version: 2, from: 1, to: 2 }, first)
 * followsAuditEntry(second, first) // => true
 * followsAuditEntry({ ...second, actor: 'eve' }, first) // => false
 * ```
 * @category Contracts
 * @since 0.1.0
 */
export function followsAuditEntry(entry: AuditEntry, previous?: Pick<AuditEntry, 'sequence' | 'digest'>): boolean {
  const sealed = sealAuditEntry(entry, previous)
  return entry.sequence === sealed.sequence && entry.previous === sealed.previous && entry.digest === sealed.digest
}
