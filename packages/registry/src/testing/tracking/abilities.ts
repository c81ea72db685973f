import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'
import type { TrackingStore } from '@millrace/core'
import { rejectsWith } from '../rejects-with.ts'
import { createManyRuns } from './many-runs.ts'
import { mapOf, metric } from './subject.ts'

/** Counting asks what searching asks. */
export async function countsRuns(store: TrackingStore): Promise<void> {
  const runs = await createManyRuns(store)
  const [{ experimentId }] = runs as [(typeof runs)[0]]
  const active = runs.filter(({ lifecycle }) => lifecycle === 'active')
  assert.equal(await store.countRuns!(), active.length)
  assert.equal(await store.countRuns!({ lifecycle: 'all' }), runs.length)
  assert.equal(await store.countRuns!({ lifecycle: 'deleted' }), runs.length - active.length)
  assert.equal(await store.countRuns!({ experimentIds: [experimentId] }), active.filter((run) => run.experimentId === experimentId).length)
  assert.equal(await store.countRuns!({ experimentIds: [] }), 0)
}

/** What was deleted before a time goes for good; the rest stays, and names and params are free again. */
export async function purges(store: TrackingStore): Promise<void> {
  const { id: experimentId } = await store.createExperiment('kept')
  const { id: goneId } = await store.createExperiment('gone')
  const entries = {
    metrics: [metric('auc', 0.7)],
    params: mapOf({ rate: '1' }),
    tags: mapOf({ a: 'b' }),
    inputs: [{ name: 'd', digest: '1' }],
  }
  for (const id of ['active', 'late', 'early']) await store.createRun({ experimentId, id, ...entries })
  for (const id of ['with-1', 'with-2']) await store.createRun({ experimentId: goneId, id, ...entries })
  assert.equal(await store.purge!({ deletedBeforeMs: Date.now() + 1000 }), 0, 'what is not deleted stays')

  await store.updateRun('early', { lifecycle: 'deleted' })
  await store.updateExperiment(goneId, { lifecycle: 'deleted' })
  assert.equal(await store.purge!({ deletedBeforeMs: Date.now() - 60_000 }), 0, 'what was deleted later stays')
  await setTimeout(20)
  const deletedBeforeMs = Date.now()
  await setTimeout(20)
  await store.updateRun('late', { lifecycle: 'deleted' })
  assert.equal(await store.purge!({ deletedBeforeMs }), 3)

  for (const id of ['early', 'with-1', 'with-2']) {
    assert.equal(await store.findRun(id), undefined)
    await rejectsWith(store.metricHistory(id, { key: 'auc' }), 'E_RUN_UNKNOWN')
  }
  assert.equal(await store.findExperiment({ id: goneId }), undefined)
  assert.equal((await store.findRun('late'))?.lifecycle, 'deleted')
  const { items } = await store.searchRuns({ lifecycle: 'all' })
  assert.deepEqual(items.map(({ id }) => id).sort(), ['active', 'late'])
  assert.deepEqual(items[0]?.inputs, entries.inputs)

  const again = await store.createRun({ experimentId, id: 'early', params: mapOf({ rate: '2' }) })
  assert.deepEqual([again.params, again.metrics, again.inputs], [mapOf({ rate: '2' }), new Map(), []])
  assert.notEqual((await store.createExperiment('gone')).id, goneId, 'an id is never given twice')
}
