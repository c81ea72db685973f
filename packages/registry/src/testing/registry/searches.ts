import assert from 'node:assert/strict'
import type { ModelQuery, RegistryStore, VersionQuery } from '@millrace/core'
import { rejectsWith } from '../rejects-with.ts'
import { context, createModel, createVersion } from './subject.ts'

/** Models are found by name and tags, by code point of their names, in pages. */
export async function searchesModels(store: RegistryStore): Promise<void> {
  const names = ['Loan', 'loan', 'loan-b', 'loan.a', 'loan_c', 'other']
  await store.commit([...names].reverse().map(createModel), context)
  for (const [model, key, value] of [
    ['loan', 'team', 'risk'],
    ['Loan', 'team', 'sales'],
    ['other', 'owner', 'risk'],
  ] as const) {
    await store.commit([{ action: 'set-tag', model, key, value }], context)
  }
  const search = async (filter?: ModelQuery['filter']) =>
    (await store.searchModels(filter ? { filter } : undefined)).items.map(({ name }) => name)
  assert.deepEqual(await search(), ['Loan', 'loan', 'loan-b', 'loan.a', 'loan_c', 'other'])
  assert.deepEqual(await search({ attribute: 'name', is: 'like', pattern: 'loan_%' }), ['loan-b', 'loan.a', 'loan_c'])
  assert.deepEqual(await search({ attribute: 'name', is: 'ilike', pattern: 'LOA_' }), ['Loan', 'loan'])
  assert.deepEqual(await search({ attribute: 'name', is: 'not in', values: names.slice(1) }), ['Loan'])
  assert.deepEqual(await search({ tag: 'team', is: '!=', value: 'risk' }), ['Loan'])
  assert.deepEqual(await search({ not: { tag: 'team', is: '=', value: 'risk' } }), ['Loan', 'loan-b', 'loan.a', 'loan_c', 'other'])
  assert.deepEqual(
    await search({
      all: [
        { tag: 'team', is: 'absent' },
        { tag: 'owner', is: 'present' },
      ],
    }),
    ['other'],
  )

  const found: string[] = []
  let pageToken: string | undefined
  do {
    const page = await store.searchModels({ limit: 4, pageToken })
    found.push(...page.items.map(({ name }) => name))
    pageToken = page.nextPageToken
  } while (pageToken !== undefined)
  assert.deepEqual(found, names)
  const { nextPageToken = '' } = await store.searchModels({ limit: 1 })
  const filter = { attribute: 'name', is: '=', value: 'loan' } as const
  await rejectsWith(store.searchModels({ pageToken: nextPageToken, filter }), 'E_PAGE_TOKEN_INVALID')
  await rejectsWith(store.searchVersions({ pageToken: 'made up' }), 'E_PAGE_TOKEN_INVALID')
}

/** Versions of two models, known by letters: a, b, c are loan 1 to 3, d is other 1. */
async function letters(store: RegistryStore): Promise<(query?: VersionQuery) => Promise<string>> {
  const metrics = (entries: Record<string, number>) => ({ metrics: new Map(Object.entries(entries)) })
  await store.commit(
    [
      createModel('loan'),
      createModel('other'),
      createVersion('loan', { digest: 'sha256:aa', runId: 'run-1', ...metrics({ auc: 0.7, loss: Number.NaN }) }),
      createVersion('loan', { digest: 'sha256:bb', runId: 'run-2', tags: new Map([['team', 'risk']]), ...metrics({ auc: 0.8 }) }),
      createVersion('loan', { digest: 'sha256:cc', ...metrics({ auc: Infinity, loss: -Infinity }) }),
      createVersion('other', { digest: 'sha256:dd', runId: 'run-1', tags: new Map([['team', '']]) }),
      { action: 'set-stage', model: 'loan', version: 2, stage: 'Production' },
    ],
    context,
  )
  return async (query) => (await store.searchVersions(query)).items.map(({ digest }) => digest.at(-1)).join('')
}

/** Versions are found by every attribute, metric and tag; what is absent passes `absent` and `not` alone. */
export async function searchesVersions(store: RegistryStore): Promise<void> {
  const search = await letters(store)
  const cases: readonly (readonly [VersionQuery['filter'], string])[] = [
    [undefined, 'cbad'],
    [{ attribute: 'model', is: '=', value: 'loan' }, 'cba'],
    [{ attribute: 'model', is: 'in', values: ['other', 'missing'] }, 'd'],
    [{ attribute: 'runId', is: '=', value: 'run-1' }, 'ad'],
    [{ attribute: 'runId', is: '!=', value: 'run-1' }, 'b'],
    [{ attribute: 'runId', is: 'absent' }, 'c'],
    [{ not: { attribute: 'runId', is: '=', value: 'run-1' } }, 'cb'],
    [{ attribute: 'stage', is: '=', value: 'Production' }, 'b'],
    [{ attribute: 'stage', is: 'not in', values: ['Production'] }, 'cad'],
    [{ attribute: 'digest', is: 'like', pattern: 'sha256:_b' }, 'b'],
    [{ attribute: 'version', is: '>=', value: 2 }, 'cb'],
    [{ attribute: 'version', is: '<', value: Infinity }, 'cbad'],
    [{ attribute: 'createdAtMs', is: '>', value: 0 }, 'cbad'],
    [{ metric: 'auc', is: '=', value: 0.7 }, 'a'],
    [{ metric: 'auc', is: '>', value: 0.7 }, 'cb'],
    [{ metric: 'auc', is: '<', value: Infinity }, 'ba'],
    [{ metric: 'auc', is: 'absent' }, 'd'],
    [{ metric: 'loss', is: 'present' }, 'ca'],
    [{ metric: 'loss', is: '!=', value: 1 }, 'ca'],
    [{ metric: 'loss', is: '<=', value: 0 }, 'c'],
    [{ metric: 'loss', is: '>=', value: -Infinity }, 'c'],
    [{ not: { metric: 'loss', is: '>', value: 0 } }, 'cbad'],
    [{ tag: 'team', is: 'present' }, 'bd'],
    [{ tag: 'team', is: '=', value: '' }, 'd'],
    [{ tag: 'team', is: 'not in', values: [] }, 'bd'],
    [{ all: [] }, 'cbad'],
    [{ any: [] }, ''],
    [
      {
        any: [
          { tag: 'team', is: '=', value: 'risk' },
          {
            all: [
              { attribute: 'runId', is: 'present' },
              { attribute: 'version', is: '=', value: 1 },
            ],
          },
        ],
      },
      'bad',
    ],
  ]
  for (const [filter, expected] of cases) assert.equal(await search(filter && { filter }), expected, JSON.stringify(filter))
}

/** Pages of versions go on by model and from the newest down, also when versions come and go. */
export async function pagesVersions(store: RegistryStore): Promise<void> {
  const search = await letters(store)
  const first = await store.searchVersions({ limit: 2 })
  const pageToken = first.nextPageToken ?? assert.fail('there is a second page')
  assert.equal(await search({ limit: 2, pageToken }), 'ad')
  assert.equal((await store.searchVersions({ limit: 2, pageToken })).nextPageToken, undefined)
  await store.commit([createVersion('loan', { digest: 'sha256:ee' }), { action: 'delete-version', model: 'loan', version: 2 }], context)
  assert.equal(await search({ limit: 2, pageToken }), 'ad')
  assert.equal(await search(), 'ecad')
  assert.equal((await store.searchVersions({ limit: 4 })).nextPageToken, undefined)
}
