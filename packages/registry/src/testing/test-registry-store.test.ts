import type { AuditEntry, ModelVersion, RegistryStore } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { createRegistryStore } from '../models/registry-store.ts'
import { openDatabase } from '../sqlite/open-database.ts'
import { failingTests } from './failing-tests.ts'
import { testRegistryStore } from './test-registry-store.ts'

type Store = Required<RegistryStore>

/** Runs the suite, without watching, on a store with a fault. */
const failures = (fault: (store: Store) => Partial<Store>) =>
  failingTests((functions) =>
    testRegistryStore(functions, {
      abilities: ['readAudit'],
      open: async () => {
        const store = createRegistryStore(await openDatabase(':memory:'))
        return { ...store, ...fault(store) }
      },
    }),
  )

const changingVersions = (change: (version: ModelVersion) => ModelVersion) => (store: Store) => ({
  findVersion: async (...args: Parameters<Store['findVersion']>) => {
    const found = await store.findVersion(...args)
    return found && change(found)
  },
})

const changingAudit = (change: (entry: AuditEntry) => AuditEntry) => (store: Store) => ({
  readAudit: async (...args: Parameters<Store['readAudit']>) => {
    const { items, ...next } = await store.readAudit(...args)
    return { items: items.map(change), ...next }
  },
})

describe('testRegistryStore finds what is wrong with a store', () => {
  test('nothing is wrong with the one in SQLite', async () => {
    expect(await failures(() => ({}))).toEqual([])
  })

  test.each<[string, string, (store: Store) => Partial<Store>]>([
    [
      'moves aliases on condition, one of many',
      'asks for no condition',
      ({ commit }) => ({
        commit: (changes, context) =>
          commit(
            changes.map((change) => (change.action === 'set-alias' ? { ...change, expected: undefined as never } : change)),
            context,
          ),
      }),
    ],
    [
      'commits whole or not at all',
      'commits one by one',
      ({ commit }) => ({
        commit: async (changes, context) => {
          const entries: AuditEntry[] = []
          for (const change of changes) entries.push(...(await commit([change], context)))
          return entries
        },
      }),
    ],
    ['creates versions as they are given', 'loses metrics', changingVersions((version) => ({ ...version, metrics: new Map() }))],
    ['finds versions by number, alias and stage', 'finds another', changingVersions((version) => ({ ...version, version: 1 }))],
    [
      'deletes versions with their aliases',
      'finds what is gone',
      (store) => ({
        findVersion: async (reference) =>
          (await store.findVersion(reference)) ?? (await store.findVersion({ model: reference.model, version: 1 })),
      }),
    ],
    [
      'searches versions',
      'asks for no filter',
      (store) => ({ searchVersions: ({ filter: _, ...page } = {}) => store.searchVersions(page) }),
    ],
    [
      'pages versions',
      'has one page',
      (store) => ({ searchVersions: ({ limit: _, pageToken: __, ...query } = {}) => store.searchVersions(query) }),
    ],
    [
      'searches models',
      'is in no order',
      (store) => ({
        searchModels: async (query) => {
          const { items, ...next } = await store.searchModels(query)
          return { items: items.toReversed(), ...next }
        },
      }),
    ],
    ['chains the audit', 'changes what it keeps', changingAudit((entry) => ({ ...entry, actor: 'eve' }))],
    ['searches the audit', 'leaves out filters', (store) => ({ readAudit: ({ alias: _, ...query } = {}) => store.readAudit(query) })],
    ['rejects calls after closing', 'stays open', () => ({ [Symbol.asyncDispose]: async () => undefined })],
  ])('%s: a store that %s', async (name, _, fault) => {
    expect(await failures(fault)).toContain(name)
  })
})
