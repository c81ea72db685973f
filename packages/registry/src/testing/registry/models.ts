import assert from 'node:assert/strict'
import type { RegistryStore } from '@millrace/core'
import { rejectsWith } from '../rejects-with.ts'
import { auditOf, context, createModel, createVersion, modelWithVersions, setAlias, versionsOf } from './subject.ts'

/** A model has its description and tags from the beginning, and its name alone. */
export async function createsModels(store: RegistryStore): Promise<void> {
  assert.equal(store.specVersion, 1)
  const before = Date.now()
  const tags = new Map([
    ['team', 'Risiko & Söhne 😀'],
    ['__proto__', ''],
  ])
  await store.commit([{ action: 'create-model', model: 'Loan.approval_v2-b', description: 'who gets\na loan', tags }], context)
  const { createdAtMs, updatedAtMs, ...model } = (await store.findModel('Loan.approval_v2-b')) ?? assert.fail('the model is not found')
  assert.deepEqual(model, { name: 'Loan.approval_v2-b', description: 'who gets\na loan', tags, aliases: new Map() })
  assert.ok(createdAtMs >= before - 60_000 && Number.isInteger(createdAtMs))
  assert.equal(updatedAtMs, createdAtMs)
  await rejectsWith(store.commit([createModel('Loan.approval_v2-b')], context), 'E_MODEL_EXISTS')
  for (const name of ['loan.approval_v2-b', 'Loan']) assert.equal(await store.findModel(name), undefined)
  await store.commit([createModel('loan.approval_v2-b')], context)
  assert.equal((await store.findModel('loan.approval_v2-b'))?.description, '')
}

/** A name that artifact keys and URLs could not hold is refused. */
export async function refusesNames(store: RegistryStore): Promise<void> {
  await store.commit([createModel('loan')], context)
  for (const name of ['', '.', '../loan', '-loan', 'a/b', 'a b', 'a@b', 'a:b', 'größe', 'x'.repeat(2000)]) {
    await rejectsWith(store.commit([createModel(name)], context), 'E_MODEL_NAME_INVALID')
    await rejectsWith(store.commit([{ action: 'rename-model', model: 'loan', to: name }], context), 'E_MODEL_NAME_INVALID')
    assert.equal(await store.findModel(name), undefined)
  }
}

/** What is not there is nothing to be found, and an error to be changed. */
export async function missingModelsAreTyped(store: RegistryStore): Promise<void> {
  assert.equal(await store.findModel('loan'), undefined)
  assert.equal(await store.findVersion({ model: 'loan', version: 1 }), undefined)
  const model = 'loan'
  for (const change of [
    { action: 'rename-model', model, to: 'other' },
    { action: 'delete-model', model },
    createVersion(model),
    { action: 'delete-version', model, version: 1 },
    setAlias(model, 'production', 1),
    setAlias(model, 'production', null),
    { action: 'set-stage', model, version: 1, stage: 'Staging' },
    { action: 'set-tag', model, key: 'a', value: 'b' },
    { action: 'set-description', model, description: 'text' },
    { action: 'refuse-promotion', model, version: 1, alias: 'production' },
  ] as const) {
    await rejectsWith(store.commit([change], context), 'E_MODEL_UNKNOWN')
  }
  assert.deepEqual((await auditOf(store)) ?? [], [])
}

/** Versions, aliases and tags go with a new name; the old one is free. */
export async function renamesModels(store: RegistryStore): Promise<void> {
  await modelWithVersions(store, 'loan', 2)
  await store.commit([setAlias('loan', 'production', 2), { action: 'set-tag', model: 'loan', key: 'team', value: 'risk' }], context)
  await store.commit([createModel('other')], context)
  await rejectsWith(store.commit([{ action: 'rename-model', model: 'loan', to: 'other' }], context), 'E_MODEL_EXISTS')
  await store.commit([{ action: 'rename-model', model: 'loan', to: 'credit' }], context)
  assert.equal(await store.findModel('loan'), undefined)
  const { aliases, tags } = (await store.findModel('credit')) ?? assert.fail('the model is not found by its new name')
  assert.deepEqual([aliases, tags], [new Map([['production', 2]]), new Map([['team', 'risk']])])
  assert.deepEqual(await versionsOf(store, 'loan'), [])
  assert.deepEqual(
    (await versionsOf(store, 'credit')).map(({ model, version }) => [model, version]),
    [
      ['credit', 2],
      ['credit', 1],
    ],
  )
  const [entry] = await store.commit([createVersion('credit')], context)
  assert.equal(entry?.version, 3)
  await store.commit([createModel('loan')], context)
}

/** A deleted model takes its versions along, but not its audit, and a later one of that name gets other numbers. */
export async function deletesModels(store: RegistryStore): Promise<void> {
  await modelWithVersions(store, 'loan', 2)
  await modelWithVersions(store, 'other', 1)
  await store.commit([setAlias('loan', 'production', 2), { action: 'delete-model', model: 'loan' }], context)
  assert.equal(await store.findModel('loan'), undefined)
  assert.equal(await store.findVersion({ model: 'loan', version: 2 }), undefined)
  assert.equal(await store.findVersion({ model: 'loan', alias: 'production' }), undefined)
  assert.deepEqual(await versionsOf(store, 'loan'), [])
  assert.equal((await versionsOf(store, 'other')).length, 1)
  if (store.readAudit) assert.equal((await store.readAudit({ model: 'loan' })).items.length, 5)

  const [, entry] = await store.commit([createModel('loan'), createVersion('loan')], context)
  assert.equal(entry?.version, 3, 'a number was given twice')
  assert.deepEqual((await store.findModel('loan'))?.aliases, new Map())
}

/** Descriptions and tags of models and versions change each for itself. */
export async function changesTexts(store: RegistryStore): Promise<void> {
  await modelWithVersions(store, 'loan', 2)
  const model = 'loan'
  await store.commit(
    [
      { action: 'set-description', model, description: 'of the model' },
      { action: 'set-description', model, version: 1, description: 'of a version' },
      { action: 'set-tag', model, key: 'a', value: '1' },
      { action: 'set-tag', model, key: 'b', value: '2' },
      { action: 'set-tag', model, key: 'a', value: '3' },
      { action: 'set-tag', model, version: 1, key: 'a', value: '' },
      { action: 'set-tag', model, version: 1, key: 'gone', value: 'x' },
      { action: 'set-tag', model, version: 1, key: 'gone', value: null },
      { action: 'set-tag', model, key: 'never there', value: null },
    ],
    context,
  )
  const found = await store.findModel(model)
  assert.deepEqual([found?.description, found?.tags], ['of the model', new Map(Object.entries({ a: '3', b: '2' }))])
  const [second, first] = await versionsOf(store, model)
  assert.deepEqual([first?.description, first?.tags], ['of a version', new Map([['a', '']])])
  assert.deepEqual([second?.description, second?.tags], ['', new Map()])
  for (const change of [
    { action: 'set-tag', model, version: 3, key: 'a', value: '' },
    { action: 'set-description', model, version: 3, description: '' },
  ] as const) {
    await rejectsWith(store.commit([change], context), 'E_VERSION_UNKNOWN')
  }
}

/** What is too long is refused, what is promised is kept. */
export async function keepsItsLimits(store: RegistryStore): Promise<void> {
  await modelWithVersions(store, 'loan', 1)
  const [key, text] = ['🔑'.repeat(250), 'x'.repeat(5000)]
  const version = { metrics: new Map([[key, 1]]), tags: new Map([[key, text]]), description: text }
  await store.commit([{ action: 'set-tag', model: 'loan', key, value: text }, createVersion('loan', version)], context)
  assert.deepEqual((await store.findModel('loan'))?.tags, new Map([[key, text]]))
  assert.deepEqual((await store.findVersion({ model: 'loan', version: 2 }))?.metrics, new Map([[key, 1]]))

  const [longKey, longText] = ['x'.repeat(100_000), 'x'.repeat(5_000_000)]
  for (const change of [
    { action: 'set-tag', model: 'loan', key: longKey, value: '' },
    { action: 'set-tag', model: 'loan', version: 1, key: 'a', value: longText },
    { action: 'set-description', model: 'loan', description: longText },
    createVersion('loan', { metrics: new Map([[longKey, 1]]) }),
    createVersion('loan', { tags: new Map([['a', longText]]) }),
    { action: 'create-model', model: 'new', tags: new Map([[longKey, '']]) },
  ] as const) {
    await rejectsWith(store.commit([change], context), 'E_LIMIT_EXCEEDED')
  }
  await rejectsWith(store.commit([createModel('new')], { ...context, details: longText }), 'E_LIMIT_EXCEEDED')
}
