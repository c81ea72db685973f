import { type AuditEntry, type Digest, followsAuditEntry, MillraceError } from '@millrace/core'
import type { RegistryContext } from '../registry/registry-context.ts'
import { auditEntries, auditReader, type ReadAudit } from './audit-entries.ts'
import { applyEntry, differencesFrom, type RegistryState } from './registry-state.ts'

/**
 * What an audit is held against.
 *
 * @category Audit
 * @since 0.1.0
 */
export interface VerifyAuditOptions {
  /**
   * `newest` of an earlier verification, kept where those who can write to the registry cannot: it must be the digest of some entry still.
   * Without it, an end that was cut off, and a chain that was made anew throughout, do not show.
   */
  readonly expected?: Digest | undefined
  /** Stops the reading; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Whether an audit is what was written, and the registry what the audit says; plain JSON.
 *
 * @category Audit
 * @since 0.1.0
 */
export interface AuditVerification {
  /** Whether every entry follows the one before, the expected digest is among them, and nothing was changed without an entry. */
  readonly valid: boolean
  /** Number of entries that are in order, from the first on. */
  readonly entries: number
  /** Sequence of the first place where the chain is broken; null where it is whole. */
  readonly brokenAt: number | null
  /** Digest of the last entry in order, to be kept elsewhere; null when there is none. */
  readonly newest: Digest | null
  /** Where models, versions and aliases are not as the audit says, in words; empty where the chain is broken and so says nothing. */
  readonly differences: readonly string[]
  /** The finding in words. */
  readonly why: string
}

/** How often the registry is compared with the audit while others go on changing it. */
const comparisons = 5

/**
 * Walks the chain of the audit from its beginning to its end, or to the first place where it is broken, and compares what stands in the
 * registry with what the audit says.
 */
export async function verifyAudit(
  { models }: Pick<RegistryContext, 'models'>,
  { expected, signal }: VerifyAuditOptions = {},
): Promise<AuditVerification> {
  const read = auditReader(models, 'verifyAudit')
  const chain = createChain(expected)
  for await (const entry of auditEntries(read)) {
    signal?.throwIfAborted()
    if (!chain.take(entry)) return chain.broken()
  }
  if (!chain.met()) return chain.result(`no entry has the expected digest ${expected}: the end was cut off, or the whole was written anew`)
  for (let comparison = 0; comparison < comparisons; comparison++) {
    signal?.throwIfAborted()
    const differences = await differencesFrom(models, chain.state)
    const newer = await entriesAfter(read, chain.length())
    if (newer.length === 0) return differences.length === 0 ? chain.result() : chain.result(differences[0]!, { differences })
    if (!newer.every(chain.take)) return chain.broken()
  }
  return chain.result()
}

/** The entries behind a sequence: those that came while others were read. */
async function entriesAfter(read: ReadAudit, sequence: number): Promise<AuditEntry[]> {
  const newer: AuditEntry[] = []
  for await (const entry of auditEntries(read, { descending: true })) {
    if (entry.sequence <= sequence) break
    newer.push(entry)
  }
  return newer.reverse()
}

function createChain(expected: Digest | undefined) {
  const state: RegistryState = new Map()
  let last: AuditEntry | undefined
  let met = expected === undefined
  const length = () => last?.sequence ?? 0
  const result = (
    problem?: string,
    { brokenAt = null, differences = [] }: Partial<Pick<AuditVerification, 'brokenAt' | 'differences'>> = {},
  ): AuditVerification => {
    const why = problem ?? `${length()} entries, each following the one before`
    const newest = last?.digest ?? null
    return Object.freeze({
      valid: problem === undefined,
      entries: length(),
      brokenAt,
      newest,
      differences: Object.freeze(differences),
      why,
    })
  }
  return {
    state,
    length,
    result,
    met: () => met,
    broken: () => result(`entry ${length() + 1} was changed, removed, added or moved`, { brokenAt: length() + 1 }),
    take(entry: AuditEntry): boolean {
      if (!follows(entry, last)) return false
      last = entry
      met ||= entry.digest === expected
      applyEntry(state, entry)
      return true
    },
  }
}

function follows(entry: AuditEntry, previous: AuditEntry | undefined): boolean {
  try {
    return followsAuditEntry(entry, previous)
  } catch (error) {
    if (MillraceError.isInstance(error)) return false
    throw error
  }
}
