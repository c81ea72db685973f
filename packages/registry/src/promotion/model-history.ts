import type { AuditEntry } from '@millrace/core'
import { auditEntries, type ReadAudit } from './audit-entries.ts'

/**
 * What the audit has of a model, from its creation on, the oldest first. Names that it had before are followed; a model that had one of
 * its names earlier, and was deleted or renamed, is another model.
 */
export async function modelHistory(read: ReadAudit, model: string): Promise<AuditEntry[]> {
  const history: AuditEntry[] = []
  let name: string | undefined = model
  while (name !== undefined) {
    const before = history.at(-1)?.sequence ?? Infinity
    const { entries, whole } = await underName(read, name, before)
    history.push(...entries)
    const renamed: AuditEntry | undefined = whole ? undefined : await findRename(read, name, history.at(-1)?.sequence ?? Infinity)
    if (renamed) history.push(renamed)
    name = renamed?.from as string | undefined
  }
  return history.reverse()
}

interface NamedEntries {
  readonly entries: readonly AuditEntry[]
  /** Whether they go back to the model's creation. */
  readonly whole: boolean
}

/** Entries that a model has under one name, the newest first. */
async function underName(read: ReadAudit, name: string, before: number): Promise<NamedEntries> {
  const entries: AuditEntry[] = []
  for await (const entry of auditEntries(read, { model: name, descending: true })) {
    if (entry.sequence >= before) continue
    if (entry.action === 'delete-model' || entry.action === 'rename-model') break
    entries.push(entry)
    if (entry.action === 'create-model') return { entries, whole: true }
  }
  return { entries, whole: false }
}

/** The entry by which a model got its name. */
async function findRename(read: ReadAudit, name: string, before: number): Promise<AuditEntry | undefined> {
  for await (const entry of auditEntries(read, { descending: true })) {
    if (entry.sequence < before && entry.action === 'rename-model' && entry.to === name) return entry
  }
  return undefined
}
