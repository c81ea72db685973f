import assert from 'node:assert/strict'
import type { Metric, TrackingStore } from '@millrace/core'
import { rejectsWith } from '../rejects-with.ts'
import { metric, reread, startRun } from './subject.ts'

const oddValues = [
  0,
  0.1 + 0.2,
  -1e-5,
  5e-324,
  2.2250738585072014e-308,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  2 ** 53 + 2,
  1e21,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NaN,
]

/** Every number is kept as it is. */
export async function keepsEveryNumber(store: TrackingStore): Promise<void> {
  const metrics = oddValues.map((value, index) => metric(`m${index}`, value, { step: 5 - index, timestampMs: 1_700_000_000_000 + index }))
  const run = await startRun(store, { metrics })
  assert.deepEqual((await reread(store, run)).metrics, new Map(metrics.map((one) => [one.key, one])))
  for (const one of metrics) assert.deepEqual((await store.metricHistory(run.id, { key: one.key })).items, [one])
}

/** Steps and times are integers, up to the greatest. */
export async function keepsStepsAndTimes(store: TrackingStore): Promise<void> {
  const places = [
    { step: Number.MAX_SAFE_INTEGER, timestampMs: 0 },
    { step: -Number.MAX_SAFE_INTEGER, timestampMs: 0 },
    { step: 0, timestampMs: 8_640_000_000_000_000 },
  ]
  const run = await startRun(store)
  for (const place of places) await store.record(run.id, { metrics: [metric('m', 1, place)] })
  assert.deepEqual(
    (await store.metricHistory(run.id, { key: 'm' })).items,
    [places[1]!, places[0]!, places[2]!].map((place) => metric('m', 1, place)),
  )
  for (const odd of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    await assert.rejects(store.record(run.id, { metrics: [metric('m', 2, { step: odd })] }))
    await assert.rejects(store.record(run.id, { metrics: [metric('m', 2, { timestampMs: odd })] }))
  }
  await assert.rejects(store.record(run.id, { metrics: [{ ...metric('m', 2), value: '2' as never }] }))
  assert.equal((await store.metricHistory(run.id, { key: 'm' })).items.length, 3)
}

/** The latest is the greatest by step, then time, then value, in whatever order the values come, alone or together. */
export async function knowsTheLatest(store: TrackingStore): Promise<void> {
  const rising = [
    metric('m', 9, { step: -1, timestampMs: 9 }),
    metric('m', 9, { step: 0, timestampMs: 1 }),
    metric('m', Number.NEGATIVE_INFINITY, { step: 0, timestampMs: 2 }),
    metric('m', -5, { step: 0, timestampMs: 2 }),
    metric('m', 3, { step: 0, timestampMs: 2 }),
    metric('m', Number.POSITIVE_INFINITY, { step: 0, timestampMs: 2 }),
    metric('m', 0, { step: 1, timestampMs: 0 }),
    metric('m', Number.NaN, { step: 2, timestampMs: 0 }),
  ]
  const run = await startRun(store)
  const { experimentId } = run
  for (const [index, latest] of rising.entries()) {
    await store.record(run.id, { metrics: [latest, ...(index > 0 ? [rising[index - 1]!] : [])] })
    assert.deepEqual((await reread(store, run)).metrics.get('m'), latest)
    const early = rising.slice(0, index + 1)
    const reversed = await store.createRun({ experimentId, metrics: early.toReversed() })
    assert.deepEqual(reversed.metrics.get('m'), latest)
    const together = await store.createRun({ experimentId, metrics: early })
    assert.deepEqual(together.metrics.get('m'), latest)
  }
}

/** A value that is there in every part is left alone; one that differs in a part is another. */
export async function ignoresRepeats(store: TrackingStore): Promise<void> {
  const run = await startRun(store)
  for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    for (const _ of ['once', 'again']) await store.record(run.id, { metrics: [metric('m', value), metric('m', value)] })
  }
  assert.equal((await store.metricHistory(run.id, { key: 'm' })).items.length, 3)
  await store.record(run.id, {
    metrics: [metric('m', 0.25), metric('m', 0.5, { step: 1 }), metric('m', 0.5, { timestampMs: 1 }), metric('M', 0.5)],
  })
  assert.equal((await store.metricHistory(run.id, { key: 'm' })).items.length, 6)
}

/** History goes by time, step and value, over any number of pages. */
export async function readsHistory(store: TrackingStore): Promise<void> {
  const ordered: readonly Metric[] = [
    metric('m', 1, { step: 7, timestampMs: 1 }),
    metric('m', Number.NEGATIVE_INFINITY, { step: -2, timestampMs: 2 }),
    metric('m', -1, { step: -2, timestampMs: 2 }),
    metric('m', 2, { step: -2, timestampMs: 2 }),
    metric('m', Number.POSITIVE_INFINITY, { step: -2, timestampMs: 2 }),
    metric('m', 0, { step: 10, timestampMs: 2 }),
    metric('m', 0, { step: 9, timestampMs: 3 }),
  ]
  const run = await startRun(store)
  await store.record(run.id, { metrics: [...ordered.toReversed(), metric('other', 5)] })
  assert.deepEqual(await store.metricHistory(run.id, { key: 'm' }), { items: ordered })
  for (const limit of [1, 2, 3, 7]) {
    const items: Metric[] = []
    let pageToken: string | undefined
    do {
      const page = await store.metricHistory(run.id, { key: 'm', limit, pageToken })
      assert.ok(page.items.length <= limit)
      items.push(...page.items)
      pageToken = page.nextPageToken
    } while (pageToken !== undefined)
    assert.deepEqual(items, ordered, `pages of ${limit}`)
  }
  assert.deepEqual(await store.metricHistory(run.id, { key: 'never' }), { items: [] })
  const { nextPageToken } = await store.metricHistory(run.id, { key: 'm', limit: 1 })
  await rejectsWith(store.metricHistory(run.id, { key: 'other', pageToken: nextPageToken }), 'E_PAGE_TOKEN_INVALID')
}
