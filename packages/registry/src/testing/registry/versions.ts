import assert from 'node:assert/strict'
import type { RegistryStore } from '@millrace/core'
import { rejectsWith } from '../rejects-with.ts'
import { context, createModel, createVersion, modelWithVersions, setAlias, versionOf, versionsOf } from './subject.ts'

/** A version is found as it was created, each number of a metric exactly. */
export async function createsVersions(store: RegistryStore): Promise<void> {
  const version = versionOf('full', {
    runId: 'f00d',
    description: 'the first 😀',
    tags: new Map([
      ['b', '2'],
      ['a', '1'],
    ]),
    metrics: new Map([
      ['auc', 0.1 + 0.2],
      ['loss/validation', Number.NaN],
      ['most', Infinity],
      ['least', -Infinity],
      ['tiny', 5e-324],
      ['huge', -1.797_693_134_862_315_7e308],
      ['__proto__', 1],
    ]),
  })
  const entries = await store.commit(
    [createModel('loan'), { action: 'create-version', model: 'loan', version }, createVersion('loan')],
    context,
  )
  assert.deepEqual(
    entries.map((entry) => entry.version),
    [null, 1, 2],
  )
  const found = (await store.findVersion({ model: 'loan', version: 1 })) ?? assert.fail('the version is not found')
  const { createdAtMs, updatedAtMs, ...content } = found
  assert.deepEqual(content, { ...version, model: 'loan', version: 1, stage: 'None', aliases: [] })
  assert.ok(createdAtMs > 0 && updatedAtMs === createdAtMs)
  const second = await store.findVersion({ model: 'loan', version: 2 })
  assert.ok(second && !('runId' in second), 'a version without a run has none')
  assert.deepEqual([second.metrics, second.tags, second.description], [new Map(), new Map(), ''])
}

/** Numbers go up by one, also when writers meet, and none is given twice, also when the newest version was deleted. */
export async function numbersVersions(store: RegistryStore): Promise<void> {
  await modelWithVersions(store, 'loan', 3)
  await store.commit([{ action: 'delete-version', model: 'loan', version: 3 }], context)
  const [fourth] = await store.commit([createVersion('loan')], context)
  assert.equal(fourth?.version, 4)
  const commits = await Promise.all(Array.from({ length: 8 }, () => store.commit([createVersion('loan')], context)))
  assert.deepEqual(
    commits.map(([entry]) => entry?.version).sort((a, b) => a! - b!),
    [5, 6, 7, 8, 9, 10, 11, 12],
  )
  await modelWithVersions(store, 'other', 1)
  assert.equal((await versionsOf(store, 'other'))[0]?.version, 1, 'each model has its own numbers')
}

/** A number, an alias and a stage name a version, or none. */
export async function findsVersions(store: RegistryStore): Promise<void> {
  await modelWithVersions(store, 'loan', 3)
  await modelWithVersions(store, 'other', 3)
  const model = 'loan'
  await store.commit(
    [
      setAlias(model, 'production', 1),
      ...[1, 2].map((version) => ({ action: 'set-stage', model, version, stage: 'Staging' }) as const),
      { action: 'set-stage', model: 'other', version: 3, stage: 'Staging' },
    ],
    context,
  )
  const number = async (reference: { version: number } | { alias: string } | { stage: 'None' | 'Staging' | 'Archived' }) =>
    (await store.findVersion({ model, ...reference }))?.version
  assert.equal(await number({ version: 2 }), 2)
  assert.equal(await number({ alias: 'production' }), 1)
  assert.equal(await number({ stage: 'Staging' }), 2, 'the newest of the stage')
  assert.equal(await number({ stage: 'None' }), 3)
  for (const reference of [
    { version: 4 },
    { version: 0 },
    { version: 1.5 },
    { alias: 'Production' },
    { alias: '' },
    { stage: 'Archived' },
  ] as const) {
    assert.equal(await number(reference), undefined, JSON.stringify(reference))
  }
}

/** A deleted version is gone with its aliases; the others stay. */
export async function deletesVersions(store: RegistryStore): Promise<void> {
  await modelWithVersions(store, 'loan', 2)
  await store.commit([setAlias('loan', 'production', 2), setAlias('loan', 'champion', 1)], context)
  await store.commit([{ action: 'delete-version', model: 'loan', version: 2 }], context)
  assert.equal(await store.findVersion({ model: 'loan', version: 2 }), undefined)
  assert.equal(await store.findVersion({ model: 'loan', alias: 'production' }), undefined)
  assert.deepEqual((await store.findModel('loan'))?.aliases, new Map([['champion', 1]]))
  for (const change of [
    { action: 'delete-version', model: 'loan', version: 2 },
    { action: 'delete-version', model: 'loan', version: 0 },
    { action: 'set-stage', model: 'loan', version: 2, stage: 'Staging' },
    { action: 'refuse-promotion', model: 'loan', version: 2, alias: 'production' },
    setAlias('loan', 'production', 2),
    setAlias('loan', 'production', 1.5),
  ] as const) {
    await rejectsWith(store.commit([change], context), 'E_VERSION_UNKNOWN')
  }
}

/** A stage is set, on condition where one is given; several versions may be in one. */
export async function setsStages(store: RegistryStore): Promise<void> {
  await modelWithVersions(store, 'loan', 2)
  const set = (version: number, stage: 'None' | 'Production' | 'Archived', expected?: 'None' | 'Production') =>
    store.commit([{ action: 'set-stage', model: 'loan', version, stage, ...(expected && { expected }) }], context)
  await set(1, 'Production', 'None')
  await set(2, 'Production')
  await rejectsWith(set(1, 'Archived', 'None'), 'E_REGISTRY_CONFLICT')
  assert.deepEqual(
    (await versionsOf(store, 'loan')).map(({ stage }) => stage),
    ['Production', 'Production'],
  )
  await set(1, 'Archived', 'Production')
  assert.equal((await store.findVersion({ model: 'loan', version: 1 }))?.stage, 'Archived')
}
