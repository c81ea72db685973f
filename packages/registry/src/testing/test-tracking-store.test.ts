import type { TrackingStore } from '@millrace/core'
import type { TestFunctions } from '@millrace/core/testing'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../sqlite/open-database.ts'
import { createTrackingStore } from '../tracking/create-tracking-store.ts'
import { testTrackingStore } from './test-tracking-store.ts'

type Store = Required<TrackingStore>
type Spoil = (store: Store) => Partial<Store>

const openStore = async () => createTrackingStore(await openDatabase(':memory:'))

/** The tests that the suite declares, by name. */
function declared(open: () => Promise<TrackingStore>, abilities?: readonly ('countRuns' | 'purge')[]) {
  const tests = new Map<string, () => Promise<void>>()
  const skipped: string[] = []
  const test = Object.assign((name: string, body: () => void | Promise<void>) => tests.set(name, async () => body()), {
    skip: (name: string) => skipped.push(name),
  }) as TestFunctions['test']
  testTrackingStore({ describe: (_, body) => body(), test }, { open, ...(abilities && { abilities }) })
  return { tests, skipped }
}

const faults: readonly (readonly [test: string, spoil: Spoil])[] = [
  [
    'gives a name to one active experiment',
    (store) => ({ createExperiment: (name) => store.createExperiment(`${name} ${Math.random()}`) }),
  ],
  [
    'deletes and restores experiments with their runs',
    (store) => ({ updateExperiment: async (id) => (await store.findExperiment({ id }))! }),
  ],
  ['keeps params', (store) => ({ record: (id, { params: _, ...rest }) => store.record(id, rest) })],
  [
    'records all or nothing',
    (store) => ({
      record: async (id, { metrics = [], ...rest }) => {
        await store.record(id, { metrics })
        await store.record(id, rest)
      },
    }),
  ],
  [
    'knows the latest value of a metric',
    (store) => ({ record: (id, { metrics = [] }) => store.record(id, { metrics: metrics.slice(1) }) }),
  ],
  [
    'keeps an input once',
    (store) => ({ record: (id, { inputs = [] }) => store.record(id, { inputs: inputs.map((one, i) => ({ ...one, name: `${i}` })) }) }),
  ],
  ['changes runs', (store) => ({ updateRun: (id, change) => store.updateRun(id, { endedAtMs: 0, ...change }) })],
  ['tests conditions', (store) => ({ searchRuns: ({ filter: _, ...query } = {}) => store.searchRuns(query) })],
  [
    'agrees with the reference on order',
    (store) => ({ searchRuns: ({ orderBy = [], ...query } = {}) => store.searchRuns({ ...query, orderBy: orderBy.slice(0, 1) }) }),
  ],
  ['pages runs', (store) => ({ searchRuns: async (query) => ({ items: (await store.searchRuns(query)).items }) })],
  ['refuses pages that are none', (store) => ({ searchRuns: ({ pageToken: _, ...query } = {}) => store.searchRuns(query) })],
  [
    'reads the history of a metric',
    (store) => ({ metricHistory: async (id, query) => ({ items: (await store.metricHistory(id, query)).items.toReversed() }) }),
  ],
  ['counts runs', (store) => ({ countRuns: () => store.countRuns() })],
  ['purges what was deleted', (store) => ({ purge: () => store.purge({ deletedBeforeMs: Number.MAX_SAFE_INTEGER }) })],
  ['rejects calls after closing', (store) => ({ record: async () => {}, [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() })],
]

describe('testTrackingStore', () => {
  it.each(faults)('finds what breaks: %s', async (name, spoil) => {
    const { tests } = declared(async () => {
      const store = await openStore()
      return { ...store, ...spoil(store) }
    })
    await expect(tests.get(name)!()).rejects.toThrow()
  })

  it('skips the tests of abilities that a store does not have', () => {
    expect(declared(openStore).skipped).toEqual([])
    expect(declared(openStore, ['purge']).skipped).toEqual(['counts runs'])
    expect(declared(openStore, []).skipped).toEqual(['counts runs', 'purges what was deleted'])
  })

  it('passes a store without abilities', async () => {
    const { tests } = declared(async () => {
      const { countRuns: _, purge: __, ...store } = await openStore()
      return store
    }, [])
    await tests.get('tests conditions')!()
    await tests.get('agrees with the reference on filters')!()
  })
})
