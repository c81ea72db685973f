import type { AuditEntry, AuditQuery, Page } from '@millrace/core'
import { type Kysely, sql } from 'kysely'
import { keysetPage } from '../sqlite/search/keyset-page.ts'
import { numberTerm } from '../sqlite/search/sort-terms.ts'
import type { Tables } from '../sqlite/tables.ts'
import { auditEntryOf } from './audit-rows.ts'

/** The entries that pass, by sequence. */
export async function readAudit(db: Kysely<Tables>, query: AuditQuery): Promise<Page<AuditEntry>> {
  const { model, version, alias, descending = false, ...request } = query
  let entries = db.selectFrom('audit').selectAll()
  if (model !== undefined) entries = entries.where('model', '=', model)
  if (version !== undefined) entries = entries.where('version', '=', version)
  if (alias !== undefined) entries = entries.where('alias', '=', alias)
  const question = { audit: { model, version, alias, descending } }
  const { rows, next } = await keysetPage(entries, {
    where: 'readAudit',
    question,
    terms: [numberTerm(sql.ref('sequence'), descending)],
    ...request,
  })
  return Object.freeze({ items: Object.freeze(rows.map(auditEntryOf)), ...next })
}
