import type { Filter, RunCondition, TrackingStore } from '@millrace/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../sqlite/open-database.ts'
import { createTrackingStore } from './create-tracking-store.ts'

let database: Database
let store: Required<TrackingStore>
let experimentId: string
let clock: number
beforeEach(async () => {
  clock = 1000
  database = await openDatabase(':memory:')
  store = createTrackingStore(database, { now: () => clock })
  experimentId = (await store.createExperiment('loan')).id
})
afterEach(() => database.close())

const metric = (key: string, value: number, step = 0) => ({ key, value, step, timestampMs: 0 })

describe('the tracking store of a database', () => {
  it('reads its clock', async () => {
    clock = 2000
    const run = await store.createRun({ experimentId })
    clock = 3000
    expect(run.startedAtMs).toBe(2000)
    expect((await store.updateRun(run.id, { status: 'failed' })).endedAtMs).toBe(3000)
    await store.updateRun(run.id, { lifecycle: 'deleted' })
    expect(await store.purge({ deletedBeforeMs: 3000 })).toBe(0)
    expect(await store.purge({ deletedBeforeMs: 3001 })).toBe(1)
  })

  it('takes the end from a run that goes on', async () => {
    const { id } = await store.createRun({ experimentId })
    await store.updateRun(id, { status: 'finished' })
    expect(await store.updateRun(id, { status: 'running' })).not.toHaveProperty('endedAtMs')
  })

  it('makes up names that differ', async () => {
    const runs = await Promise.all(Array.from({ length: 20 }, () => store.createRun({ experimentId })))
    for (const { name } of runs) expect(name).toMatch(/^[a-z]+-[a-z]+-\d{1,3}$/)
    expect(new Set(runs.map(({ name }) => name)).size).toBeGreaterThan(15)
  })

  it('gives values that cannot be changed', async () => {
    const run = await store.createRun({ experimentId, metrics: [metric('auc', 1)], inputs: [{ name: 'd', digest: '1' }] })
    for (const value of [run, run.inputs, run.inputs[0], run.metrics.get('auc')]) expect(Object.isFrozen(value)).toBe(true)
    expect(Object.isFrozen(await store.findExperiment({ id: experimentId }))).toBe(true)
    const page = await store.metricHistory(run.id, { key: 'auc' })
    for (const value of [page, page.items, page.items[0]]) expect(Object.isFrozen(value)).toBe(true)
  })

  it('names key and values of a changed param', async () => {
    const { id } = await store.createRun({ experimentId, params: new Map([['rate', '0.1']]) })
    await expect(store.record(id, { params: new Map([['rate', '0.2']]) })).rejects.toMatchObject({
      code: 'E_PARAM_CHANGED',
      message: expect.stringContaining('param "rate" is "0.1" and cannot become "0.2"'),
      details: { key: '"rate"', before: '"0.1"', after: '"0.2"' },
    })
  })

  it('takes no runs into a deleted experiment', async () => {
    const run = await store.createRun({ experimentId })
    await store.updateRun(run.id, { lifecycle: 'deleted' })
    await store.updateExperiment(experimentId, { lifecycle: 'deleted' })
    await expect(store.createRun({ experimentId })).rejects.toMatchObject({ code: 'E_EXPERIMENT_DELETED' })
    await expect(store.updateRun(run.id, { lifecycle: 'active' })).rejects.toMatchObject({ code: 'E_EXPERIMENT_DELETED' })
  })

  it('restores an experiment under another name in one call', async () => {
    await store.updateExperiment(experimentId, { lifecycle: 'deleted' })
    await store.createExperiment('loan')
    const restored = await store.updateExperiment(experimentId, { lifecycle: 'active', name: 'loan-2' })
    expect(restored).toMatchObject({ name: 'loan-2', lifecycle: 'active' })
  })

  it.each([
    ['a key without characters', { metrics: [metric('', 1)] }],
    ['a key with a line break', { tags: new Map([['a\nb', '']]) }],
    ['half a surrogate pair', { params: new Map([['\ud800', '']]) }],
    ['a step between integers', { metrics: [metric('auc', 1, 0.5)] }],
    ['a dataset without a digest', { inputs: [{ name: 'd', digest: '' }] }],
    ['a context without characters', { inputs: [{ name: 'd', digest: '1', context: '' }] }],
    ['half a row', { inputs: [{ name: 'd', digest: '1', rowCount: 0.5 }] }],
    ['a param that is no text', { params: new Map([['rate', 0.1 as unknown as string]]) }],
  ])('refuses %s', async (_, entries) => {
    const { id } = await store.createRun({ experimentId })
    await expect(store.record(id, entries)).rejects.toMatchObject({ code: 'E_ENTRY_INVALID' })
  })

  it.each([
    ['1,001 entries', { metrics: Array.from({ length: 1001 }, (_, step) => metric('auc', 1, step)) }],
    ['a key of 251 characters', { metrics: [metric('x'.repeat(251), 1)] }],
    ['a param of 6,001 characters', { params: new Map([['a', '😀'.repeat(6001)]]) }],
    ['a tag of 8,001 characters', { tags: new Map([['a', 'x'.repeat(8001)]]) }],
  ])('refuses %s', async (_, entries) => {
    const { id } = await store.createRun({ experimentId })
    await expect(store.record(id, entries)).rejects.toMatchObject({ code: 'E_LIMIT_EXCEEDED' })
  })

  it('keeps the source for each run, and shares what follows from the digest', async () => {
    const data = { name: 'loans', digest: 'md5:1' }
    const first = await store.createRun({ experimentId, inputs: [{ ...data, source: 'a.csv', rowCount: 3 }] })
    const second = await store.createRun({ experimentId, inputs: [{ ...data, source: 'b.csv', rowCount: 4, schema: ['x'] }] })
    expect(second.inputs).toEqual([{ ...data, source: 'b.csv', rowCount: 3, schema: ['x'] }])
    expect((await store.findRun(first.id))?.inputs[0]?.source).toBe('a.csv')
  })

  it('takes NaN for greater than every number where step and time are equal', async () => {
    const { metrics } = await store.createRun({ experimentId, metrics: [metric('m', Number.NaN), metric('m', Number.POSITIVE_INFINITY)] })
    expect(metrics.get('m')?.value).toBeNaN()
  })

  it('goes on behind the last run of a page, whatever is created or deleted meanwhile', async () => {
    const create = (id: string, startedAtMs: number) => store.createRun({ experimentId, id, startedAtMs })
    for (const [index, id] of ['a', 'b', 'c', 'd'].entries()) await create(id, 100 - index)
    const first = await store.searchRuns({ limit: 2 })
    await create('newer', 200)
    await create('between', 98)
    await store.updateRun('b', { lifecycle: 'deleted' })
    const second = await store.searchRuns({ limit: 10, pageToken: first.nextPageToken })
    expect([first, second].map(({ items }) => items.map(({ id }) => id))).toEqual([
      ['a', 'b'],
      ['between', 'c', 'd'],
    ])
  })

  it('asks for many values, conditions and orders at once', async () => {
    await store.createRun({ experimentId, id: 'v7', tags: new Map([['t', 'x'.repeat(8000)]]) })
    await store.createRun({ experimentId, id: 'other', tags: new Map([['t', 'y'.repeat(8000)]]) })
    const values = Array.from({ length: 10_000 }, (_, index) => `v${index}`)
    expect(await store.countRuns({ filter: { attribute: 'id', is: 'in', values } })).toBe(1)
    const one = { tag: 't', is: 'like', pattern: 'x%' } as const
    const many = { all: Array.from({ length: 400 }, () => one) }
    expect(await store.countRuns({ filter: many })).toBe(1)
    await expect(store.countRuns({ filter: { all: [...many.all, one] } })).rejects.toMatchObject({ code: 'E_QUERY_INVALID' })

    const orderBy = Array.from({ length: 10 }, () => ({ tag: 't' }))
    const { items, nextPageToken } = await store.searchRuns({ orderBy, limit: 1 })
    expect(items[0]?.id).toBe('v7')
    expect((await store.searchRuns({ orderBy, limit: 1, pageToken: nextPageToken })).items[0]?.id).toBe('other')
    let deep: Filter<RunCondition> = one
    for (let level = 0; level < 10; level++) deep = { not: { any: [one, { all: [one, deep] }] } }
    await expect(store.countRuns({ filter: deep })).rejects.toMatchObject({ code: 'E_QUERY_INVALID' })

    await expect(store.searchRuns({ orderBy: [...orderBy, { tag: 't' }] })).rejects.toMatchObject({ code: 'E_QUERY_INVALID' })
    await expect(store.searchRuns({ orderBy: [{} as never] })).rejects.toMatchObject({ code: 'E_QUERY_INVALID' })
    await expect(store.searchRuns({ lifecycle: 'gone' as never })).rejects.toMatchObject({ code: 'E_QUERY_INVALID' })
  })

  it('takes filters of 20 levels', async () => {
    const one = { dataset: 'context', is: 'not in', values: ['a', 'b'] } as const
    const nest = (wrap: (inner: Filter<RunCondition>) => Filter<RunCondition>, levels: number) =>
      Array.from({ length: levels }).reduce<Filter<RunCondition>>(wrap, one)
    const orderBy = Array.from({ length: 10 }, () => ({ metric: 'm' }))
    for (const wrap of [(not: Filter<RunCondition>) => ({ not }), (inner: Filter<RunCondition>) => ({ all: [one, inner] })]) {
      expect((await store.searchRuns({ filter: nest(wrap, 20), orderBy })).items).toEqual([])
      await expect(store.searchRuns({ filter: nest(wrap, 21) })).rejects.toMatchObject({ code: 'E_QUERY_INVALID' })
    }
  })

  it('answers patterns that are made to be slow', async () => {
    await store.createRun({ experimentId, tags: new Map([['t', 'a'.repeat(8000)]]) })
    const pattern = `${'%a'.repeat(50)}%b`
    for (const is of ['like', 'ilike'] as const) expect(await store.countRuns({ filter: { tag: 't', is, pattern } })).toBe(0)
  })
})
