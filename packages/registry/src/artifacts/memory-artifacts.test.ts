import { describe, expect, test } from 'vitest'
import { testArtifactStore } from '../testing/test-artifact-store.ts'
import { memoryArtifacts } from './memory-artifacts.ts'

testArtifactStore({ describe, test }, { name: 'memoryArtifacts', open: async () => memoryArtifacts() })

test('a closed store says so', async () => {
  const store = memoryArtifacts()
  await store[Symbol.asyncDispose]()
  await expect(store.find('a')).rejects.toMatchObject({ code: 'E_STORE_CLOSED' })
  await expect(store.list('')).rejects.toMatchObject({ code: 'E_STORE_CLOSED' })
})
