import assert from 'node:assert/strict'
import type { TrackingStore } from '@millrace/core'
import { rejectsWith } from '../rejects-with.ts'
import { mapOf, nastyTexts, reread } from './subject.ts'

const namesOf = (page: { readonly items: readonly { readonly name: string }[] }) => page.items.map(({ name }) => name)

/** An experiment is created active, with its tags, and found by id and name. */
export async function createsExperiments(store: TrackingStore): Promise<void> {
  const before = Date.now()
  const made = await store.createExperiment('loan', { tags: mapOf({ team: 'risk', empty: '' }) })
  assert.ok(made.id.length > 0)
  assert.ok(made.createdAtMs >= before - 1000 && made.createdAtMs <= Date.now() + 1000, 'it is created now')
  assert.deepEqual({ ...made, id: '', createdAtMs: 0 }, { id: '', name: 'loan', lifecycle: 'active', createdAtMs: 0, tags: made.tags })
  assert.deepEqual(made.tags, mapOf({ team: 'risk', empty: '' }))
  assert.deepEqual(await store.findExperiment({ id: made.id }), made)
  assert.deepEqual(await store.findExperiment({ name: 'loan' }), made)
  assert.notEqual((await store.createExperiment('other')).id, made.id)
}

/** Nothing is found by an id or name that is none. */
export async function findsNoExperiment(store: TrackingStore): Promise<void> {
  const { id } = await store.createExperiment('loan')
  for (const unknown of ['', 'x', '-1', '1e3', ` ${id}`, `${id} `, `0${id}`, `${id}.0`, '9'.repeat(30)]) {
    assert.equal(await store.findExperiment({ id: unknown }), undefined, `the id '${unknown}'`)
    await rejectsWith(store.updateExperiment(unknown, { name: 'y' }), 'E_EXPERIMENT_UNKNOWN')
    await rejectsWith(store.createRun({ experimentId: unknown }), 'E_EXPERIMENT_UNKNOWN')
  }
  assert.equal(await store.findExperiment({ name: 'LOAN' }), undefined)
}

/** A name belongs to one active experiment, and is free again once that is deleted. */
export async function namesAreUniqueAmongActive(store: TrackingStore): Promise<void> {
  const first = await store.createExperiment('loan')
  await rejectsWith(store.createExperiment('loan'), 'E_EXPERIMENT_EXISTS')
  const other = await store.createExperiment('Loan')
  await rejectsWith(store.updateExperiment(other.id, { name: 'loan' }), 'E_EXPERIMENT_EXISTS')
  assert.equal((await store.updateExperiment(first.id, { name: 'loan' })).name, 'loan')

  await store.updateExperiment(first.id, { lifecycle: 'deleted' })
  assert.equal(await store.findExperiment({ name: 'loan' }), undefined)
  assert.equal((await store.findExperiment({ id: first.id }))?.lifecycle, 'deleted')
  const second = await store.createExperiment('loan')
  await rejectsWith(store.updateExperiment(first.id, { lifecycle: 'active' }), 'E_EXPERIMENT_EXISTS')
  await store.updateExperiment(second.id, { name: 'newer' })
  assert.equal((await store.updateExperiment(first.id, { lifecycle: 'active' })).lifecycle, 'active')
}

/** Of several that are created at once under one name, one is. */
export async function oneOfManyIsCreated(store: TrackingStore): Promise<void> {
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => store.createExperiment('loan')))
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') await rejectsWith(Promise.reject(outcome.reason), 'E_EXPERIMENT_EXISTS')
}

/** Tags are set and removed, the others left alone. */
export async function changesExperiments(store: TrackingStore): Promise<void> {
  const { id } = await store.createExperiment('loan', { tags: mapOf({ keep: '1', change: '2', remove: '3' }) })
  const changed = await store.updateExperiment(id, { name: 'loans', tags: mapOf({ change: '20', remove: null, add: '', never: null }) })
  assert.equal(changed.name, 'loans')
  assert.deepEqual(changed.tags, mapOf({ keep: '1', change: '20', add: '' }))
  assert.deepEqual(await store.findExperiment({ name: 'loans' }), changed)
  assert.equal(await store.findExperiment({ name: 'loan' }), undefined)
  assert.deepEqual(await store.updateExperiment(id, {}), changed)
}

/** An experiment takes its active runs along when it is deleted, and brings back those alone. */
export async function deletesWithRuns(store: TrackingStore): Promise<void> {
  const { id: experimentId } = await store.createExperiment('loan')
  const other = await store.createRun({ experimentId: (await store.createExperiment('other')).id })
  const [kept, gone] = [await store.createRun({ experimentId }), await store.createRun({ experimentId })]
  await store.updateRun(gone.id, { lifecycle: 'deleted' })
  for (const _ of ['once', 'again']) await store.updateExperiment(experimentId, { lifecycle: 'deleted' })
  assert.equal((await reread(store, kept)).lifecycle, 'deleted')
  assert.equal((await reread(store, other)).lifecycle, 'active')
  await rejectsWith(store.record(kept.id, { tags: mapOf({ a: 'b' }) }), 'E_RUN_DELETED')
  for (const _ of ['once', 'again']) await store.updateExperiment(experimentId, { lifecycle: 'active' })
  assert.equal((await reread(store, kept)).lifecycle, 'active')
  assert.equal((await reread(store, gone)).lifecycle, 'deleted')
}

/** Experiments come the latest first, and only those that pass. */
export async function searchesExperiments(store: TrackingStore): Promise<void> {
  for (const name of ['one', 'two', 'Two', 'three']) await store.createExperiment(name, { tags: mapOf({ length: String(name.length) }) })
  const two = await store.findExperiment({ name: 'two' })
  await store.updateExperiment(two!.id, { tags: mapOf({ extra: 'é%' }) })
  const gone = await store.findExperiment({ name: 'three' })
  await store.updateExperiment(gone!.id, { lifecycle: 'deleted' })

  const all = await store.searchExperiments({ lifecycle: 'all' })
  const times = all.items.map(({ createdAtMs }) => createdAtMs)
  assert.deepEqual(
    times,
    times.toSorted((a, b) => b - a),
    'the latest first',
  )
  const search = async (query: Parameters<TrackingStore['searchExperiments']>[0]) => namesOf(await store.searchExperiments(query)).sort()
  assert.deepEqual(await search({}), ['Two', 'one', 'two'])
  assert.deepEqual(await search({ lifecycle: 'deleted' }), ['three'])
  assert.deepEqual(await search({ filter: { attribute: 'name', is: '=', value: 'two' } }), ['two'])
  assert.deepEqual(await search({ filter: { attribute: 'name', is: 'ilike', pattern: 'TW_' } }), ['Two', 'two'])
  assert.deepEqual(await search({ filter: { attribute: 'name', is: 'not in', values: ['one'] } }), ['Two', 'two'])
  assert.deepEqual(await search({ filter: { tag: 'extra', is: 'present' } }), ['two'])
  assert.deepEqual(await search({ filter: { tag: 'extra', is: 'absent' } }), ['Two', 'one'])
  assert.deepEqual(await search({ filter: { not: { tag: 'extra', is: '!=', value: 'x' } } }), ['Two', 'one'])
  assert.deepEqual(
    await search({
      filter: {
        all: [
          { tag: 'length', is: '=', value: '3' },
          { attribute: 'name', is: 'like', pattern: 't%' },
        ],
      },
    }),
    ['two'],
  )
}

/** Names and tags are kept as they are, and are their own. */
export async function keepsNastyExperiments(store: TrackingStore): Promise<void> {
  for (const text of nastyTexts) await store.createExperiment(text, { tags: new Map(nastyTexts.map((other) => [other, text + other])) })
  for (const text of nastyTexts) {
    const found = await store.findExperiment({ name: text })
    assert.equal(found?.name, text)
    assert.deepEqual(found?.tags, new Map(nastyTexts.map((other) => [other, text + other])))
  }
}
