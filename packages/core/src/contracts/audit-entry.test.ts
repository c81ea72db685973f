import { describe, expect, it } from 'vitest'
import { type AuditDraft, type AuditEntry, followsAuditEntry, sealAuditEntry } from './audit-entry.ts'

const draft = (version: number): AuditDraft => ({
  atMs: 1_700_000_000_000 + version,
  actor: 'ada',
  action: 'set-alias',
  model: 'loan',
  version,
  alias: 'production',
  from: version === 1 ? null : version - 1,
  to: version,
  reason: 'better than noise',
  details: { auc: { champion: 0.78, challenger: 0.81 } },
})

const first = sealAuditEntry(draft(1))
const second = sealAuditEntry(draft(2), first)
const chain: readonly AuditEntry[] = [first, second, sealAuditEntry(draft(3), second)]
const firstBroken = (entries: readonly AuditEntry[]) => entries.findIndex((entry, index) => !followsAuditEntry(entry, entries[index - 1]))

describe('sealAuditEntry', () => {
  it('numbers entries from 1 and links each to the one before', () => {
    expect(chain.map(({ sequence }) => sequence)).toEqual([1, 2, 3])
    expect(chain.map(({ previous }) => previous)).toEqual([null, first.digest, second.digest])
  })

  it('gives the digest that is fixed by the contract', () => {
    expect(first.digest).toBe('sha256:9464ac10cebe8f41a94e4259b2ed6791a362c159511aff774c9ac63652822710')
  })

  it('leaves out what a database adds to a row', () => {
    const row = { ...draft(1), _metadata: { duration: 1 } }
    expect(sealAuditEntry(row)).toEqual(first)
  })
})

describe('followsAuditEntry', () => {
  it('accepts a chain as it was written, also after JSON', () => {
    expect(firstBroken(JSON.parse(JSON.stringify(chain)) as AuditEntry[])).toBe(-1)
  })

  it.each(Object.keys(second))('shows that %s of an entry was changed', (member) => {
    const tampered = chain.map((entry, index) => (index === 1 ? { ...entry, [member]: member === 'action' ? 'set-stage' : 0 } : entry))
    expect(firstBroken(tampered)).toBe(1)
  })

  it('shows an entry that was changed and sealed anew, at the one behind it', () => {
    const forged = sealAuditEntry({ ...draft(2), actor: 'eve' }, first)
    expect(firstBroken([first, forged, chain[2]!])).toBe(2)
  })

  it.each([
    ['removed', [0, 2], 1],
    ['removed at the front', [1, 2], 0],
    ['moved', [0, 2, 1], 1],
    ['doubled', [0, 0, 1, 2], 1],
  ])('shows that an entry was %s', (_, order, broken) => {
    expect(firstBroken(order.map((index) => chain[index]!))).toBe(broken)
  })
})
