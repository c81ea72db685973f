import type { AuditEntry, Json } from '@millrace/core'

/** What a rollback keeps in the audit, by which the next one knows it. */
export const rollbackDetails = (skipped: readonly number[]): Json => ({ rollback: true, skipped })

/** Whether an entry is of a rollback. */
export const isRollback = ({ details }: AuditEntry): boolean =>
  typeof details === 'object' && details !== null && 'rollback' in details && details.rollback === true

/**
 * The versions that an alias pointed to, in order, the present one last; null where it was removed.
 *
 * A promotion adds to the end. A rollback takes away what came after the version it went back to, so that the next one goes further back
 * and never to what was rolled back from.
 */
export function holdersOf(entries: Iterable<AuditEntry>, alias: string): (number | null)[] {
  const holders: (number | null)[] = []
  for (const entry of entries) {
    if (entry.action !== 'set-alias' || entry.alias !== alias) continue
    const to = entry.to as number | null
    const before = isRollback(entry) ? holders.lastIndexOf(to) : -1
    if (before >= 0) holders.length = before + 1
    else holders.push(to)
  }
  return holders
}
