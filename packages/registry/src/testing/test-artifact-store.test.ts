import type { ArtifactInfo, ArtifactStore } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { memoryArtifacts } from '../artifacts/memory-artifacts.ts'
import { failingTests } from './failing-tests.ts'
import { testArtifactStore } from './test-artifact-store.ts'

/** Runs the suite on a store with a fault. */
const failures = (fault: (store: ArtifactStore) => Partial<ArtifactStore>) =>
  failingTests((functions) =>
    testArtifactStore(functions, {
      open: async () => {
        const store = memoryArtifacts()
        return { ...store, ...fault(store) }
      },
    }),
  )

const alike = (info: ArtifactInfo, prefix: string) => info.key.startsWith(prefix) && info.key !== prefix

describe('testArtifactStore finds what is wrong with a store', () => {
  test('nothing is wrong with the one in memory', async () => {
    expect(await failures(() => ({}))).toEqual([])
  })

  test.each<[string, string, (store: ArtifactStore) => Partial<ArtifactStore>]>([
    [
      'replaces only where it may',
      'overwrites what it must not',
      (store) => ({ put: (key, { ifAbsent: _, ...rest }) => store.put(key, rest) }),
    ],
    ['stores whole or not at all', 'takes any digest', (store) => ({ put: (key, { digest: _, ...rest }) => store.put(key, rest) })],
    [
      'stores whole or not at all',
      'is deaf to an abort',
      (store) => ({
        put: (key, { signal: _, content, ...rest }) =>
          store.put(key, { ...rest, content: content instanceof Uint8Array ? content : new Uint8Array() }),
      }),
    ],
    [
      'reads ranges',
      'gives the whole',
      (store) => ({ get: (key, options) => store.get(key, options?.signal ? { signal: options.signal } : {}) }),
    ],
    ['stops reading when it is told', 'reads on', (store) => ({ get: (key, { signal: _, ...rest } = {}) => store.get(key, rest) })],
    [
      'says by a code what is missing',
      'finds what is not there',
      (store) => ({ find: async (key) => (await store.find(key)) ?? { key, sizeBytes: 0, modifiedAtMs: 0 } }),
    ],
    ['lists in pages', 'has one page', (store) => ({ list: (prefix) => store.list(prefix) })],
    [
      'lists by code point of the key',
      'lists what begins alike',
      (store) => ({
        list: async (prefix, page) => {
          const { items } = await store.list('', page)
          return { items: items.filter((info) => alike(info, prefix)) }
        },
      }),
    ],
    [
      'lists by code point of the key',
      'lists by UTF-16 units',
      (store) => ({
        list: async (prefix, page) => {
          const { items, ...next } = await store.list(prefix, page)
          return { items: [...items].sort((a, b) => (a.key < b.key ? -1 : 1)), ...next }
        },
      }),
    ],
    ['deletes by prefix and counts', 'does not count', (store) => ({ delete: async (prefix) => Math.min(1, await store.delete(prefix)) })],
    ['refuses keys that are unsafe', 'takes any key', (store) => ({ find: (key) => store.find(key).catch(() => undefined) })],
    [
      'keeps bytes and streams as they were',
      'loses the end',
      (store) => ({
        put: (key, { content, ...rest }) =>
          store.put(key, { ...rest, content: content instanceof Uint8Array ? content.slice(0, -1) : content }),
      }),
    ],
  ])('%s: a store that %s', async (name, _, fault) => {
    expect(await failures(fault)).toContain(name)
  })
})
