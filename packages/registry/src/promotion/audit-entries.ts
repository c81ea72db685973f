import { type AuditEntry, type AuditQuery, MillraceError, type RegistryStore } from '@millrace/core'
import { allItems } from './all-items.ts'

/** Reads a page of the audit. */
export type ReadAudit = NonNullable<RegistryStore['readAudit']>

/** The ability to read the audit, or `E_ABILITY_MISSING`. */
export function auditReader(models: RegistryStore, caller: string): ReadAudit {
  if (models.readAudit) return (query) => models.readAudit!(query)
  throw new MillraceError({
    code: 'E_ABILITY_MISSING',
    message: `${caller}: this registry keeps no audit; use one that does, such as the embedded one`,
    details: { ability: 'readAudit', caller },
  })
}

/** The entries that pass, page by page. */
export const auditEntries = (read: ReadAudit, query: AuditQuery = {}): AsyncGenerator<AuditEntry, void, undefined> =>
  allItems((pageToken) => read({ ...query, pageToken }))
