import assert from 'node:assert/strict'
import { MillraceError, type RunEntries, type TrackingStore } from '@millrace/core'
import { rejectsWith } from '../rejects-with.ts'
import { mapOf, metric, nastyTexts, reread, startRun } from './subject.ts'

/** A param is written once; the same value again is no change, another is refused by name. */
export async function keepsParams(store: TrackingStore): Promise<void> {
  const run = await startRun(store, { params: mapOf({ rate: '0.1', empty: '' }) })
  await store.record(run.id, { params: mapOf({ rate: '0.1', empty: '', depth: '3' }) })
  const params = mapOf({ rate: '0.1', empty: '', depth: '3' })
  assert.deepEqual((await reread(store, run)).params, params)
  for (const value of ['0.10', '', '0.1 ']) {
    await assert.rejects(store.record(run.id, { params: mapOf({ rate: value }) }), (error) => {
      assert.ok(MillraceError.isInstance(error) && error.code === 'E_PARAM_CHANGED')
      assert.match(error.message, /rate/)
      return true
    })
  }
  assert.deepEqual((await reread(store, run)).params, params)
}

/** A call that fails in one entry writes none. */
export async function recordsAllOrNothing(store: TrackingStore): Promise<void> {
  const run = await startRun(store, { params: mapOf({ rate: '0.1' }), tags: mapOf({ stays: 'yes' }) })
  const before = await reread(store, run)
  const others: RunEntries = {
    metrics: [metric('auc', 0.7)],
    tags: mapOf({ stays: null, a: 'b' }),
    inputs: [{ name: 'loans', digest: 'md5:1' }],
  }
  await rejectsWith(store.record(run.id, { ...others, params: mapOf({ new: '1', rate: '0.2' }) }), 'E_PARAM_CHANGED')
  await assert.rejects(store.record(run.id, { ...others, params: mapOf({ new: '1', '': '2' }) }))
  assert.deepEqual(await reread(store, run), before)
  assert.deepEqual((await store.metricHistory(run.id, { key: 'auc' })).items, [])
  await store.record(run.id, {})
  assert.deepEqual(await reread(store, run), before)
}

/** Calls at the same time are all written; one that fails leaves the others alone. */
export async function recordsAtOnce(store: TrackingStore): Promise<void> {
  const run = await startRun(store, { params: mapOf({ rate: '0.1' }) })
  const outcomes = await Promise.allSettled(
    Array.from({ length: 50 }, (_, step) =>
      store.record(run.id, {
        metrics: [metric('loss', -step, { step })],
        params: step % 10 === 7 ? mapOf({ rate: String(step) }) : new Map(),
      }),
    ),
  )
  const written = outcomes.flatMap(({ status }, step) => (status === 'fulfilled' ? [step] : []))
  assert.deepEqual(written.length, 45)
  const history = await store.metricHistory(run.id, { key: 'loss' })
  assert.deepEqual(
    history.items.map(({ step }) => step),
    written,
  )

  const settled = await Promise.allSettled(['a', 'b', 'c'].map((value) => store.record(run.id, { params: mapOf({ choice: value }) })))
  assert.equal(settled.filter(({ status }) => status === 'fulfilled').length, 1, 'a param has one value')
}

/** The caller may reuse what it passed as soon as the call is made. */
export async function copiesEntries(store: TrackingStore): Promise<void> {
  const run = await startRun(store)
  const params = new Map([['rate', '0.1']])
  const metrics = [metric('auc', 0.7)]
  const recorded = store.record(run.id, { params, metrics })
  params.set('rate', '0.2').set('other', '1')
  metrics.length = 0
  await recorded
  const { params: kept, metrics: latest } = await reread(store, run)
  assert.deepEqual(kept, mapOf({ rate: '0.1' }))
  assert.equal(latest.get('auc')?.value, 0.7)
}

/** Tags are set, changed and removed. */
export async function changesTags(store: TrackingStore): Promise<void> {
  const run = await startRun(store, { tags: mapOf({ keep: '1', change: '2', remove: '3' }) })
  for (const _ of ['once', 'again']) {
    await store.record(run.id, { tags: mapOf({ change: '20', remove: null, add: '', never: null }) })
    assert.deepEqual((await reread(store, run)).tags, mapOf({ keep: '1', change: '20', add: '' }))
  }
}

/** Keys and values are kept as they are, and keys that only look alike are two. */
export async function keepsNastyTexts(store: TrackingStore): Promise<void> {
  const run = await startRun(store)
  const texts = new Map(nastyTexts.map((text, index) => [text, nastyTexts.at(-1 - index)!]))
  const metrics = nastyTexts.map((text, index) => metric(text, index))
  await store.record(run.id, { params: texts, tags: texts, metrics })
  const kept = await reread(store, run)
  assert.deepEqual(kept.params, texts)
  assert.deepEqual(kept.tags, texts)
  assert.deepEqual(kept.metrics, new Map(metrics.map((one) => [one.key, one])))
  for (const text of ['a\0b', 'a\ud800b', '\udc00']) {
    const outcome = await store.record(run.id, { tags: new Map([['odd', text]]) }).catch((error: unknown) => error)
    if (outcome === undefined) assert.equal((await reread(store, run)).tags.get('odd'), text, 'a text is kept as it is or refused')
    else assert.ok(MillraceError.isInstance(outcome), `${JSON.stringify(text)} is refused by a typed error`)
  }
}

/** Texts up to the limits of the contract are kept; longer ones are kept too, or refused with the whole call. */
export async function keepsItsLimits(store: TrackingStore): Promise<void> {
  const run = await startRun(store)
  for (const letter of ['x', '😀']) {
    const key = letter.repeat(250)
    await store.record(run.id, {
      params: new Map([[key, letter.repeat(6000)]]),
      tags: new Map([[key, letter.repeat(8000)]]),
      metrics: [metric(key, 1)],
    })
    const { params, tags, metrics } = await reread(store, run)
    assert.equal(params.get(key), letter.repeat(6000))
    assert.equal(tags.get(key), letter.repeat(8000))
    assert.equal(metrics.get(key)?.value, 1)
  }
  const long = 'y'.repeat(100_000)
  const beyond: readonly RunEntries[] = [
    {
      tags: new Map([
        ['beside', '1'],
        ['long', long],
      ]),
    },
    {
      params: new Map([
        ['beside', '1'],
        ['long', long],
      ]),
    },
    {
      tags: new Map([
        ['beside', '1'],
        [long, 'long'],
      ]),
    },
    {
      params: new Map([
        ['beside', '1'],
        [long, 'long'],
      ]),
    },
    { metrics: [metric('beside', 1), metric(long, 1)] },
  ]
  for (const entries of beyond) {
    const before = await reread(store, run)
    const outcome = await store.record(run.id, entries).catch((error: unknown) => error)
    if (outcome === undefined) continue
    assert.ok(MillraceError.isInstance(outcome) && outcome.code === 'E_LIMIT_EXCEEDED', String(outcome))
    assert.deepEqual(await reread(store, run), before)
  }
}

/** A thousand entries go in one call. */
export async function takesManyEntries(store: TrackingStore): Promise<void> {
  const run = await startRun(store)
  const texts = new Map(Array.from({ length: 100 }, (_, index) => [`key ${index}`, String(index)]))
  const inputs = Array.from({ length: 100 }, (_, index) => ({ name: `data ${index}`, digest: 'md5:1' }))
  const metrics = Array.from({ length: 700 }, (_, step) => metric(`metric ${step % 70}`, step, { step }))
  await store.record(run.id, { params: texts, tags: texts, inputs, metrics })
  const { params, tags, inputs: read, metrics: latest } = await reread(store, run)
  assert.deepEqual([params, tags, read], [texts, texts, inputs])
  assert.deepEqual(latest, new Map(metrics.slice(630).map((one) => [one.key, one])))
}
