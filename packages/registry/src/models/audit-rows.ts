import { type AuditEntry, canonicalJson, type Digest, type Json, type RegistryChange } from '@millrace/core'
import type { Kysely, Selectable } from 'kysely'
import type { AuditTable, Tables } from '../sqlite/tables.ts'

/** The end of the chain. */
export type ChainEnd = Pick<AuditEntry, 'sequence' | 'digest'>

/** The newest entry, behind which the next one goes. */
export async function newestAudit(db: Kysely<Tables>): Promise<ChainEnd | undefined> {
  const row = await db.selectFrom('audit').select(['sequence', 'digest']).orderBy('sequence', 'desc').limit(1).executeTakeFirst()
  return row as ChainEnd | undefined
}

/** Adds an entry. */
export async function insertAudit(db: Kysely<Tables>, entry: AuditEntry): Promise<void> {
  const { atMs, from, to, details, ...plain } = entry
  const json = { from_value: canonicalJson(from), to_value: canonicalJson(to), details: canonicalJson(details) }
  await db
    .insertInto('audit')
    .values({ ...plain, at_ms: atMs, ...json })
    .execute()
}

/** The entry of a row, as it stands there: whether it is as it was written is for the chain to show. */
export function auditEntryOf(row: Selectable<AuditTable>): AuditEntry {
  const { sequence, at_ms, actor, action, model, version, alias, from_value, to_value, reason, details, previous, digest } = row
  return Object.freeze({
    sequence,
    atMs: at_ms,
    actor,
    action: action as RegistryChange['action'],
    model,
    version,
    alias,
    from: jsonOf(from_value),
    to: jsonOf(to_value),
    reason,
    details: jsonOf(details),
    previous: previous as Digest | null,
    digest: digest as Digest,
  })
}

/** What someone changed into something else than JSON is shown as the text it is. */
function jsonOf(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}
