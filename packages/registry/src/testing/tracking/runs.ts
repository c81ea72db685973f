import assert from 'node:assert/strict'
import type { Run, TrackingStore } from '@millrace/core'
import { rejectsWith } from '../rejects-with.ts'
import { mapOf, metric, reread, startRun } from './subject.ts'

/** A run that says nothing of itself is running from now on, under a made-up name. */
export async function createsRuns(store: TrackingStore): Promise<void> {
  const before = Date.now()
  const run = await startRun(store)
  assert.match(run.id, /^[0-9a-f]{32}$/)
  assert.ok(run.name.length > 0 && run.artifactRoot.length > 0)
  assert.ok(run.startedAtMs >= before - 1000 && run.startedAtMs <= Date.now() + 1000, 'it starts now')
  const { id, experimentId, name, artifactRoot, startedAtMs } = run
  const none = { params: new Map(), metrics: new Map(), tags: new Map(), inputs: [] }
  assert.deepEqual(run, {
    id,
    experimentId,
    name,
    artifactRoot,
    startedAtMs,
    status: 'running',
    lifecycle: 'active',
    ...none,
  } satisfies Run)
  assert.deepEqual(await store.findRun(id), run)
  const other = await store.createRun({ experimentId })
  assert.notEqual(other.id, id)
  assert.notEqual(other.artifactRoot, artifactRoot)
}

/** A run is created as it is given, with its first entries. */
export async function createsGivenRuns(store: TrackingStore): Promise<void> {
  const parent = await startRun(store)
  const { experimentId } = parent
  const given = { experimentId, id: 'My_run-1', name: 'first', parentId: parent.id, user: 'ada', startedAtMs: 1_700_000_000_123 }
  const params = mapOf({ rate: '0.1' })
  const tags = mapOf({ kind: 'trial' })
  const inputs = [{ name: 'loans', digest: 'md5:1' }]
  const run = await store.createRun({ ...given, params, tags: new Map([...tags, ['never', null]]), metrics: [metric('auc', 0.7)], inputs })
  const { artifactRoot } = run
  const metrics = mapOf({ auc: metric('auc', 0.7) })
  assert.deepEqual(run, { ...given, status: 'running', lifecycle: 'active', artifactRoot, params, tags, metrics, inputs } satisfies Run)
  assert.deepEqual(await store.findRun('My_run-1'), run)
}

/** A run that cannot be created is not there. */
export async function refusesRuns(store: TrackingStore): Promise<void> {
  const run = await startRun(store, { id: 'taken' })
  const { experimentId } = run
  await rejectsWith(store.createRun({ experimentId, id: 'taken' }), 'E_RUN_EXISTS')
  await store.updateRun('taken', { lifecycle: 'deleted' })
  await rejectsWith(store.createRun({ experimentId, id: 'taken' }), 'E_RUN_EXISTS')
  await rejectsWith(store.createRun({ experimentId, id: 'child', parentId: 'nobody' }), 'E_RUN_UNKNOWN')
  await assert.rejects(store.createRun({ experimentId, id: 'a/b' }))
  await assert.rejects(store.createRun({ experimentId, id: '' }))
  await assert.rejects(store.createRun({ experimentId, id: 'half', metrics: [metric('', 1)] }))
  for (const id of ['child', 'a/b', 'half']) assert.equal(await store.findRun(id), undefined)
}

/** What a run is called, does and says changes, the rest stays; one that ends gets its end. */
export async function changesRuns(store: TrackingStore): Promise<void> {
  const run = await startRun(store, { params: mapOf({ rate: '0.1' }) })
  assert.deepEqual(await store.updateRun(run.id, {}), run)
  const renamed = await store.updateRun(run.id, { name: 'best', note: '# Why\n😀' })
  assert.deepEqual(renamed, { ...run, name: 'best', note: '# Why\n😀' })

  const before = Date.now()
  for (const status of ['finished', 'failed', 'killed'] as const) {
    const { endedAtMs, ...rest } = await store.updateRun(run.id, { status })
    assert.ok(endedAtMs !== undefined && endedAtMs >= before - 1000 && endedAtMs <= Date.now() + 1000, `${status} ends the run now`)
    assert.deepEqual(rest, { ...renamed, status })
  }
  assert.deepEqual(await store.updateRun(run.id, { status: 'finished', endedAtMs: 5 }), { ...renamed, status: 'finished', endedAtMs: 5 })
  assert.equal((await store.updateRun(run.id, { endedAtMs: 6 })).endedAtMs, 6)
  assert.equal((await store.updateRun(run.id, { status: 'scheduled' })).status, 'scheduled')
  await assert.rejects(store.updateRun(run.id, { status: 'FINISHED' as never }))
  assert.equal((await reread(store, run)).status, 'scheduled')
}

/** A deleted run can be read and restored, and nothing else. */
export async function deletesRuns(store: TrackingStore): Promise<void> {
  const run = await startRun(store, { params: mapOf({ rate: '0.1' }), metrics: [metric('auc', 0.7)] })
  for (const _ of ['once', 'again']) await store.updateRun(run.id, { lifecycle: 'deleted' })
  const deleted = { ...run, lifecycle: 'deleted' }
  assert.deepEqual(await store.findRun(run.id), deleted)
  assert.equal((await store.metricHistory(run.id, { key: 'auc' })).items.length, 1)
  await rejectsWith(store.record(run.id, { tags: mapOf({ a: 'b' }) }), 'E_RUN_DELETED')
  for (const change of [{ name: 'x' }, { status: 'finished' }, { note: '' }, { endedAtMs: 1 }] as const) {
    await rejectsWith(store.updateRun(run.id, change), 'E_RUN_DELETED')
  }
  assert.deepEqual(await store.findRun(run.id), deleted)
  for (const _ of ['once', 'again']) assert.deepEqual(await store.updateRun(run.id, { lifecycle: 'active' }), run)
  await store.record(run.id, { tags: mapOf({ a: 'b' }) })
}

/** An id that is none is said so by a code. */
export async function missingRunsAreTyped(store: TrackingStore): Promise<void> {
  const { id } = await startRun(store, { id: 'Run' })
  for (const unknown of ['', 'nobody', 'run', `${id} `, "' or 1=1 --"]) {
    assert.equal(await store.findRun(unknown), undefined)
    await rejectsWith(store.updateRun(unknown, { name: 'x' }), 'E_RUN_UNKNOWN')
    await rejectsWith(store.record(unknown, { tags: mapOf({ a: 'b' }) }), 'E_RUN_UNKNOWN')
    await rejectsWith(store.metricHistory(unknown, { key: 'auc' }), 'E_RUN_UNKNOWN')
  }
}
