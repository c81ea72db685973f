import { type ArtifactStore, type AuditEntry, type Digest, digestBytes, followsAuditEntry } from '@millrace/core'
import type { Report } from './messages.ts'
import { isWhole } from './self-checking.ts'
import type { Stores } from './stores.ts'

/** What was acknowledged. */
export type Acknowledgement = Extract<Report, { readonly kind: 'run' | 'metrics' | 'commit' | 'artifact' }>

/** What of some reports is an acknowledged write. */
export const acknowledgementsOf = (reports: readonly Report[]): readonly Acknowledgement[] =>
  reports.filter((report): report is Acknowledgement => ['run', 'metrics', 'commit', 'artifact'].includes(report.kind))

/** The acknowledged writes that are not there, or not as they were written. */
export async function findLost(
  stores: Stores,
  acknowledged: readonly Acknowledgement[],
  audit: ReadonlyMap<number, Digest>,
): Promise<readonly Acknowledgement[]> {
  const lost: Acknowledgement[] = []
  const histories = new Map<string, ReadonlySet<number>>()
  for (const write of acknowledged) {
    if (write.kind === 'metrics' && !histories.has(write.runId)) histories.set(write.runId, await stepsOf(stores, write.runId))
    if (!(await isThere(write))) lost.push(write)
  }
  return lost

  async function isThere(write: Acknowledgement): Promise<boolean> {
    switch (write.kind) {
      case 'run':
        return (await stores.tracking.findRun(write.runId)) !== undefined
      case 'metrics':
        return Array.from({ length: write.count }, (_, i) => write.firstStep + i).every((step) => histories.get(write.runId)?.has(step))
      case 'commit':
        return write.sequences.every((sequence, index) => audit.get(sequence) === write.digests[index])
      case 'artifact':
        return digestBytes(await contentOf(stores.artifacts, write.key)) === write.digest
    }
  }
}

async function stepsOf({ tracking }: Stores, runId: string): Promise<ReadonlySet<number>> {
  const { items } = await tracking.metricHistory(runId, { key: 'loss', limit: 50_000 })
  return new Set(items.map(({ step }) => step))
}

/** Runs some of whose records are there in part. */
export async function findTornRuns({ tracking }: Stores, runIds: readonly string[], metricsPerRecord: number): Promise<readonly string[]> {
  const torn: string[] = []
  for (const runId of runIds) {
    const { items } = await tracking.metricHistory(runId, { key: 'loss', limit: 50_000 })
    if (items.length % metricsPerRecord !== 0) torn.push(runId)
  }
  return torn
}

/** The artifacts that are seen and not whole. */
export async function findTornArtifacts({ artifacts }: Stores, prefix = ''): Promise<readonly string[]> {
  const torn: string[] = []
  for (const { key } of (await artifacts.list(prefix, { limit: 50_000 })).items) {
    if (!isWhole(await contentOf(artifacts, key))) torn.push(key)
  }
  return torn
}

async function contentOf(artifacts: ArtifactStore, key: string): Promise<Uint8Array> {
  if ((await artifacts.find(key)) === undefined) return new Uint8Array()
  const chunks: Uint8Array[] = []
  for await (const chunk of (await artifacts.get(key)).body) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The whole audit, of which each entry follows the one before, without gaps; throws where one does not. */
export async function readChain({ models }: Stores): Promise<readonly AuditEntry[]> {
  const entries: AuditEntry[] = []
  let pageToken: string | undefined
  do {
    const page = await models.readAudit!({ limit: 50_000, pageToken })
    for (const entry of page.items) {
      if (!followsAuditEntry(entry, entries.at(-1))) throw new Error(`audit entry ${entry.sequence} does not follow the one before`)
      entries.push(entry)
    }
    pageToken = page.nextPageToken
  } while (pageToken !== undefined)
  return entries
}

/** The audit from its end back to an entry that was seen before; throws where the chain is broken. */
export async function readNewChain({ models }: Stores, seen: AuditEntry | undefined): Promise<readonly AuditEntry[]> {
  const newest: AuditEntry[] = []
  let pageToken: string | undefined
  do {
    const page = await models.readAudit!({ descending: true, limit: 200, pageToken })
    newest.push(...page.items.filter(({ sequence }) => sequence > (seen?.sequence ?? 0)))
    pageToken = newest.length > 0 && newest.at(-1)!.sequence > (seen?.sequence ?? 0) + 1 ? page.nextPageToken : undefined
  } while (pageToken !== undefined)
  newest.reverse()
  for (const [index, entry] of newest.entries()) {
    if (!followsAuditEntry(entry, newest[index - 1] ?? seen))
      throw new Error(`audit entry ${entry.sequence} does not follow the one before`)
  }
  return newest
}

/** The digests of entries by sequence. */
export const digestsOf = (entries: readonly AuditEntry[]): ReadonlyMap<number, Digest> =>
  new Map(entries.map(({ sequence, digest }) => [sequence, digest]))
