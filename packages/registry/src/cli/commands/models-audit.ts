import type { AuditEntry, AuditQuery, Digest } from '@millrace/core'
import { auditEntries, auditReader } from '../../promotion/audit-entries.ts'
import type { Registry } from '../../registry/registry.ts'
import { timeCell } from '../cells.ts'
import { usageError } from '../cli-error.ts'
import type { Outcome } from '../outcome.ts'
import { textTable } from '../text-table.ts'

/** What `models audit` is asked for. */
export interface AuditOptions {
  readonly model?: string
  readonly alias?: string
  readonly limit: number
  readonly verify?: true
  readonly expected?: string
}

/** What was done to the models, the newest first; or whether the audit is what was written. */
export const auditModels = (registry: Registry, options: AuditOptions): Promise<Outcome> =>
  options.verify || options.expected !== undefined ? verify(registry, options.expected) : list(registry, options)

async function verify(registry: Registry, expected: string | undefined): Promise<Outcome> {
  if (expected !== undefined && !/^sha256:[0-9a-f]{64}$/.test(expected))
    throw usageError(`'${expected}' is no digest; give sha256: and 64 digits`)
  const result = await registry.verifyAudit({ expected: expected as Digest | undefined })
  const { valid, why, newest } = result
  return {
    json: { ...result },
    refused: !valid,
    text: () => `${valid ? 'valid' : 'BROKEN'}: ${why}${newest === null ? '' : `\nnewest ${newest}`}`,
  }
}

async function list({ models }: Registry, { model, alias, limit }: AuditOptions): Promise<Outcome> {
  const query: AuditQuery = { descending: true, ...(model !== undefined && { model }), ...(alias !== undefined && { alias }) }
  const entries: AuditEntry[] = []
  for await (const entry of auditEntries(auditReader(models, 'models audit'), { ...query, limit: Math.min(limit, 1000) })) {
    entries.push(entry)
    if (entries.length === limit) break
  }
  return {
    json: { entries: entries.map((entry) => ({ ...entry })) },
    text(style) {
      if (entries.length === 0) return 'no entries'
      const rows = entries.map((entry) => [
        ...[String(entry.sequence), timeCell(entry.atMs), entry.actor, entry.action, targetOf(entry)],
        ...[valueCell(entry.from), valueCell(entry.to), entry.reason ?? ''],
      ])
      return textTable(['NO', 'AT', 'BY', 'ACTION', 'OF', 'FROM', 'TO', 'WHY'], rows, style)
    },
  }
}

const targetOf = ({ model, version, alias }: AuditEntry): string =>
  `${model}${version === null ? '' : `/${version}`}${alias === null ? '' : `@${alias}`}`

function valueCell(value: AuditEntry['from']): string {
  const text = value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}
