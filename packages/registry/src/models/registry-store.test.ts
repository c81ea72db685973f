import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { openDatabase } from '../sqlite/open-database.ts'
import { testRegistryStore } from '../testing/test-registry-store.ts'
import { createRegistryStore } from './registry-store.ts'

let folder: string
let count = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-registry-'))
})
afterAll(() => rm(folder, { recursive: true }))

const openAt = async (path: string) => createRegistryStore(await openDatabase(path), { watchEveryMs: 10 })
const freshPath = () => join(folder, `${count++}.db`)

testRegistryStore({ describe, test }, { name: 'in memory', open: () => openAt(':memory:') })

testRegistryStore(
  { describe, test },
  {
    name: 'in a file',
    open: () => openAt(freshPath()),
    openTwo: async () => {
      const path = freshPath()
      return [await openAt(path), await openAt(path)]
    },
  },
)
