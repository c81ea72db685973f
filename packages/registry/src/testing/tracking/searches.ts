import assert from 'node:assert/strict'
import { type Filter, MillraceError, type Run, type RunCondition, type RunQuery, seededRandom, type TrackingStore } from '@millrace/core'
import { rejectsWith } from '../rejects-with.ts'
import { createManyRuns } from './many-runs.ts'
import { randomFilter, randomOrder } from './random-questions.ts'
import { compareRuns, passes } from './reference.ts'
import { mapOf, metric } from './subject.ts'

const idsOf = (runs: readonly Run[]) => runs.map(({ id }) => id)
const seed = 5

/** Runs come whole, the latest start first; only those of the experiments and the lifecycle asked for. */
export async function searchesRuns(store: TrackingStore): Promise<void> {
  const runs = await createManyRuns(store)
  const byDefault = runs.toSorted(compareRuns([]))
  const all = await store.searchRuns({ lifecycle: 'all' })
  assert.deepEqual(all, { items: byDefault })
  for (const lifecycle of ['active', 'deleted'] as const) {
    assert.deepEqual(
      (await store.searchRuns({ lifecycle })).items,
      byDefault.filter((run) => run.lifecycle === lifecycle),
    )
  }
  assert.deepEqual(await store.searchRuns(), await store.searchRuns({ lifecycle: 'active' }))
  for (const experimentIds of [
    ['1'],
    [runs[0]!.experimentId],
    [...new Set(runs.map(({ experimentId }) => experimentId))],
    [],
    ['nobody', "'"],
  ]) {
    const expected = byDefault.filter(({ experimentId }) => experimentIds.includes(experimentId))
    assert.deepEqual((await store.searchRuns({ experimentIds, lifecycle: 'all' })).items, expected)
  }
}

/** Each kind of condition passes exactly the runs that the contract names. */
export async function testsConditions(store: TrackingStore): Promise<void> {
  const { id: experimentId } = await store.createExperiment('loan')
  const numbered = (name: string, value: number) => ({
    experimentId,
    name,
    metrics: [metric('m', value)],
    params: mapOf({ p: String(value) }),
  })
  for (const [name, value] of Object.entries({ one: 1, ten: 10, nan: Number.NaN, infinite: Number.POSITIVE_INFINITY })) {
    await store.createRun(numbered(name, value))
  }
  const { id: parentId } = await store.createRun({ experimentId, name: 'text', params: mapOf({ p: 'ten' }), tags: mapOf({ t: 'Ab%' }) })
  await store.createRun({
    experimentId,
    name: 'child',
    parentId,
    inputs: [
      { name: 'd', digest: '1', context: 'test' },
      { name: 'e', digest: '2' },
    ],
  })
  const cases: readonly (readonly [Filter<RunCondition>, string])[] = [
    [{ metric: 'm', is: '=', value: 1 }, 'one'],
    [{ metric: 'm', is: '!=', value: 1 }, 'infinite nan ten'],
    [{ not: { metric: 'm', is: '=', value: 1 } }, 'child infinite nan ten text'],
    [{ not: { metric: 'm', is: '!=', value: 1 } }, 'child one text'],
    [{ metric: 'm', is: '<', value: 10 }, 'one'],
    [{ metric: 'm', is: '<=', value: Number.POSITIVE_INFINITY }, 'infinite one ten'],
    [{ metric: 'm', is: '>', value: 1 }, 'infinite ten'],
    [{ metric: 'm', is: '>', value: Number.MAX_VALUE }, 'infinite'],
    [{ metric: 'm', is: '>=', value: Number.NEGATIVE_INFINITY }, 'infinite one ten'],
    [{ metric: 'm', is: 'present' }, 'infinite nan one ten'],
    [{ metric: 'm', is: 'absent' }, 'child text'],
    [{ param: 'p', is: '>=', value: 2 }, 'ten'],
    [{ param: 'p', is: '=', value: '10' }, 'ten'],
    [{ param: 'p', is: '<', value: 100 }, 'one ten'],
    [{ param: 'p', is: '!=', value: 1 }, 'ten'],
    [{ param: 'p', is: 'like', pattern: '1%' }, 'one ten'],
    [{ param: 'p', is: 'absent' }, 'child'],
    [{ tag: 't', is: 'like', pattern: 'ab%' }, ''],
    [{ tag: 't', is: 'ilike', pattern: 'ab%' }, 'text'],
    [{ tag: 't', is: '!=', value: 'x' }, 'text'],
    [{ tag: 't', is: 'not in', values: [] }, 'text'],
    [{ tag: 't', is: 'in', values: [] }, ''],
    [{ dataset: 'context', is: '=', value: 'test' }, 'child'],
    [{ dataset: 'name', is: '!=', value: 'd' }, 'child'],
    [{ dataset: 'digest', is: 'absent' }, 'infinite nan one ten text'],
    [{ attribute: 'parentId', is: '=', value: parentId }, 'child'],
    [{ attribute: 'parentId', is: 'absent' }, 'infinite nan one ten text'],
    [{ attribute: 'id', is: 'in', values: [parentId, 'nobody'] }, 'text'],
    [{ attribute: 'endedAtMs', is: 'present' }, ''],
    [{ attribute: 'startedAtMs', is: '>', value: 0 }, 'child infinite nan one ten text'],
    [{ all: [] }, 'child infinite nan one ten text'],
    [{ any: [] }, ''],
    [
      {
        not: {
          not: {
            all: [
              { metric: 'm', is: 'present' },
              {
                any: [
                  { param: 'p', is: '=', value: 1 },
                  { param: 'p', is: '=', value: 10 },
                ],
              },
            ],
          },
        },
      },
      'one ten',
    ],
  ]
  for (const [filter, names] of cases) {
    const { items } = await store.searchRuns({ filter })
    const found = items.map(({ name }) => name).sort()
    assert.equal(found.join(' '), names, JSON.stringify(filter))
  }
}

/** Whatever is asked, the answer is that of the contract, and the count is its length. */
export async function agreesOnFilters(store: TrackingStore): Promise<void> {
  const runs = (await createManyRuns(store)).toSorted(compareRuns([]))
  const random = seededRandom(seed)
  for (let question = 0; question < 300; question++) {
    const filter = randomFilter(random)
    const expected = runs.filter((run) => passes(run, filter))
    const { items } = await store.searchRuns({ filter, lifecycle: 'all' })
    assert.deepEqual(idsOf(items), idsOf(expected), JSON.stringify(filter))
    if (store.countRuns !== undefined) assert.equal(await store.countRuns({ filter, lifecycle: 'all' }), expected.length)
  }
}

/** Numbers by value, then NaN; texts by code point; absent values last in both directions; ties by latest start, then id. */
export async function agreesOnOrder(store: TrackingStore): Promise<void> {
  const runs = await createManyRuns(store)
  const random = seededRandom(seed)
  for (let question = 0; question < 100; question++) {
    const orderBy = Array.from({ length: 1 + random.integer(3) }, () => randomOrder(random))
    const { items } = await store.searchRuns({ orderBy, lifecycle: 'all' })
    assert.deepEqual(idsOf(items), idsOf(runs.toSorted(compareRuns(orderBy))), JSON.stringify(orderBy))
  }
}

/** Pages of any size, one after the other, are the whole list. */
export async function pagesRuns(store: TrackingStore): Promise<void> {
  const runs = await createManyRuns(store, 30)
  const random = seededRandom(seed)
  for (const limit of [1, 3, 7, 29, 30, 31]) {
    for (const orderBy of [[], [randomOrder(random)], [randomOrder(random), randomOrder(random)]]) {
      const found = await allPages(store, { orderBy, limit, lifecycle: 'all', filter: { metric: 'never', is: 'absent' } })
      assert.deepEqual(idsOf(found), idsOf(runs.toSorted(compareRuns(orderBy))), `pages of ${limit} by ${JSON.stringify(orderBy)}`)
    }
  }
}

async function allPages(store: TrackingStore, query: RunQuery): Promise<readonly Run[]> {
  const found: Run[] = []
  for (let pageToken: string | undefined, first = true; first || pageToken !== undefined; first = false) {
    const page = await store.searchRuns({ ...query, pageToken })
    assert.ok(page.items.length <= query.limit!)
    found.push(...page.items)
    assert.equal(new Set(idsOf(found)).size, found.length, 'a run comes twice')
    pageToken = page.nextPageToken
  }
  return found
}

/** A token that was made up, or given for another question, is refused; so is a limit out of bounds. */
export async function refusesOddPages(store: TrackingStore): Promise<void> {
  await createManyRuns(store, 10)
  const question: RunQuery = {
    lifecycle: 'all',
    limit: 2,
    orderBy: [{ attribute: 'name' }],
    filter: { not: { tag: 'never', is: 'present' } },
  }
  const { nextPageToken: pageToken } = await store.searchRuns(question)
  assert.ok(pageToken !== undefined)
  assert.equal((await store.searchRuns({ ...question, limit: 3, pageToken })).items.length, 3)
  const others: readonly RunQuery[] = [
    { ...question, lifecycle: 'active' },
    { ...question, orderBy: [{ attribute: 'id' }] },
    { ...question, orderBy: [{ attribute: 'name', descending: true }] },
    { ...question, filter: { not: { tag: 'ever', is: 'present' } } },
    { ...question, experimentIds: ['1'] },
  ]
  for (const other of others) await rejectsWith(store.searchRuns({ ...other, pageToken }), 'E_PAGE_TOKEN_INVALID')
  await rejectsWith(store.searchExperiments({ pageToken }), 'E_PAGE_TOKEN_INVALID')
  for (const madeUp of ['', 'x', '2', pageToken.slice(1), `${pageToken.slice(0, -4)}AAAA`, Buffer.from('[1,2]').toString('base64url')]) {
    await rejectsWith(store.searchRuns({ ...question, pageToken: madeUp }), 'E_PAGE_TOKEN_INVALID')
  }
  for (const limit of [0, -1, 1.5, 50_001, Number.NaN]) await assert.rejects(store.searchRuns({ limit }), `a limit of ${limit}`)
  assert.ok((await store.searchRuns({ limit: 50_000 })).items.length > 0)
}

/** What is no question is a typed error. */
export async function refusesOddQuestions(store: TrackingStore): Promise<void> {
  const deep = Array.from({ length: 5000 }).reduce<Filter<RunCondition>>((not) => ({ not }), { all: [] })
  const odd: readonly unknown[] = [
    { metric: 'm', is: '=', value: Number.NaN },
    { metric: 'm', is: '=', value: '1' },
    { metric: 'm', is: 'like', pattern: '1' },
    { metric: 'm', is: 'toString', value: 1 },
    { tag: 't', is: '<', value: 'a' },
    { tag: 't', is: '=', value: null },
    { tag: 't', is: 'in', values: 'abc' },
    { attribute: 'lifecycle', is: '=', value: 'active' },
    { attribute: 'constructor', is: '=', value: 'active' },
    { dataset: 'source', is: '=', value: 'x' },
    { all: { metric: 'm', is: 'present' } },
    {},
    null,
    deep,
  ]
  for (const filter of odd) {
    const question = store.searchRuns({ filter: filter as Filter<RunCondition> })
    await assert.rejects(question, (error) => MillraceError.isInstance(error), filter === deep ? 'a deep filter' : JSON.stringify(filter))
  }
  const many = { any: Array.from({ length: 200 }, (_, value) => ({ metric: 'm', is: '=', value }) as const) }
  assert.deepEqual((await store.searchRuns({ filter: many })).items, [])
}
