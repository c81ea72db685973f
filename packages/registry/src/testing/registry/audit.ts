import assert from 'node:assert/strict'
import { type AuditEntry, type AuditQuery, followsAuditEntry, type RegistryChange, type RegistryStore } from '@millrace/core'
import { rejectsWith } from '../rejects-with.ts'
import { auditOf, context, createModel, createVersion, modelWithVersions, setAlias, versionsOf } from './subject.ts'

/** Changes are made in order, all or none, with an entry each. */
export async function commitsWholeOrNothing(store: RegistryStore): Promise<void> {
  assert.deepEqual(await store.commit([], context), [])
  await modelWithVersions(store, 'loan', 1)
  const before = await Promise.all([store.findModel('loan'), versionsOf(store, 'loan'), auditOf(store)])
  const good: readonly RegistryChange[] = [createVersion('loan'), setAlias('loan', 'production', 2), createModel('new')]
  for (const [bad, code] of [
    [createModel('loan'), 'E_MODEL_EXISTS'],
    [setAlias('loan', 'production', 9), 'E_VERSION_UNKNOWN'],
    [{ action: 'delete-model', model: 'missing' }, 'E_MODEL_UNKNOWN'],
    [setAlias('loan', 'v1', 1), 'E_ALIAS_INVALID'],
  ] as const) {
    await rejectsWith(store.commit([...good, bad], context), code)
    assert.deepEqual(await Promise.all([store.findModel('loan'), versionsOf(store, 'loan'), auditOf(store)]), before)
    assert.equal(await store.findModel('new'), undefined)
  }
  const entries = await store.commit(good, context)
  assert.deepEqual(
    entries.map(({ action, version, alias }) => [action, version, alias]),
    [
      ['create-version', 2, null],
      ['set-alias', 2, 'production'],
      ['create-model', null, null],
    ],
  )
}

/** Every kind of change leaves what it did, to what, from what, to what. */
export async function saysWhatChanged(store: RegistryStore): Promise<void> {
  await modelWithVersions(store, 'loan', 2)
  const model = 'loan'
  const changes: readonly (readonly [RegistryChange, Partial<AuditEntry>])[] = [
    [setAlias(model, 'production', 1), { version: 1, alias: 'production', from: null, to: 1 }],
    [setAlias(model, 'production', 2), { version: 2, alias: 'production', from: 1, to: 2 }],
    [
      { action: 'refuse-promotion', model, version: 1, alias: 'production' },
      { version: 1, alias: 'production', from: 2, to: 2 },
    ],
    [
      { action: 'refuse-promotion', model, version: 1, alias: 'other' },
      { version: 1, alias: 'other', from: null, to: null },
    ],
    [setAlias(model, 'production', null), { version: 2, alias: 'production', from: 2, to: null }],
    [
      { action: 'set-stage', model, version: 1, stage: 'Staging' },
      { version: 1, alias: null, from: 'None', to: 'Staging' },
    ],
    [
      { action: 'set-tag', model, key: 'a', value: 'b' },
      { version: null, from: { key: 'a', value: null }, to: { key: 'a', value: 'b' } },
    ],
    [
      { action: 'set-tag', model, version: 1, key: 'a', value: null },
      { version: 1, from: { key: 'a', value: null }, to: { key: 'a', value: null } },
    ],
    [
      { action: 'set-description', model, description: 'text' },
      { version: null, from: '', to: 'text' },
    ],
    [
      { action: 'delete-version', model, version: 1 },
      { version: 1, to: null },
    ],
    [
      { action: 'rename-model', model, to: 'credit' },
      { version: null, from: model, to: 'credit' },
    ],
    [
      { action: 'delete-model', model: 'credit' },
      { model: 'credit', version: null, to: null },
    ],
  ]
  const before = Date.now()
  for (const [change, expected] of changes) {
    const [entry = assert.fail('no entry'), ...others] = await store.commit([change], context)
    assert.equal(others.length, 0)
    const { action, actor, reason, details, atMs } = entry
    assert.deepEqual({ action, actor, reason, details }, { action: change.action, ...context })
    assert.ok(Math.abs(atMs - before) < 60_000)
    for (const [member, value] of Object.entries({ model, ...expected })) {
      assert.deepEqual(entry[member as keyof AuditEntry], value, `${member} of ${JSON.stringify(change)}`)
    }
  }
  const [anonymous] = await store.commit([createModel('new')], { actor: 'eve' })
  assert.deepEqual([anonymous?.actor, anonymous?.reason, anonymous?.details], ['eve', null, null])
}

/** The audit is what `commit` gave, each entry behind the one before, without gaps. */
export async function chainsTheAudit(store: RegistryStore): Promise<void> {
  const given = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      store.commit([createModel(`model-${i}`), createVersion(`model-${i}`, { metrics: new Map([['auc', Number.NaN]]) })], context),
    ),
  )
  await rejectsWith(store.commit([createModel('new'), createModel('new')], context), 'E_MODEL_EXISTS')
  given.push(
    await store.commit([{ action: 'set-tag', model: 'model-0', key: '😀', value: '\u{fffd}"\\\n' }], { actor: 'Ada Λ', reason: '' }),
  )
  const audit = (await auditOf(store)) ?? assert.fail('no audit')
  assert.deepEqual(
    audit,
    given.flat().sort((a, b) => a.sequence - b.sequence),
  )
  for (const [index, entry] of audit.entries()) {
    assert.equal(entry.sequence, index + 1)
    assert.ok(followsAuditEntry(entry, audit[index - 1]), `entry ${entry.sequence} does not follow the one before`)
  }
}

/** Entries are found by model, version and alias, in both directions and by pages. */
export async function searchesTheAudit(store: RegistryStore): Promise<void> {
  await modelWithVersions(store, 'loan', 2)
  await modelWithVersions(store, 'other', 1)
  await store.commit([setAlias('loan', 'production', 1), setAlias('loan', 'staging', 2), setAlias('other', 'production', 1)], context)
  const sequences = async (query: AuditQuery) => {
    const found: number[] = []
    let pageToken: string | undefined
    do {
      const page = await store.readAudit!({ ...query, limit: 2, pageToken })
      assert.ok(page.items.length <= 2)
      found.push(...page.items.map(({ sequence }) => sequence))
      pageToken = page.nextPageToken
    } while (pageToken !== undefined)
    return found
  }
  assert.deepEqual(await sequences({}), [1, 2, 3, 4, 5, 6, 7, 8])
  assert.deepEqual(await sequences({ descending: true }), [8, 7, 6, 5, 4, 3, 2, 1])
  assert.deepEqual(await sequences({ model: 'loan' }), [1, 2, 3, 6, 7])
  assert.deepEqual(await sequences({ model: 'loan', version: 1 }), [2, 6])
  assert.deepEqual(await sequences({ alias: 'production', descending: true }), [8, 6])
  assert.deepEqual(await sequences({ model: 'missing' }), [])
  const { nextPageToken } = await store.readAudit!({ limit: 2 })
  for (const pageToken of ['x', nextPageToken ?? ''])
    await rejectsWith(store.readAudit!({ model: 'loan', pageToken }), 'E_PAGE_TOKEN_INVALID')
}
