import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { openDatabase } from '../sqlite/open-database.ts'
import { testTrackingStore } from '../testing/test-tracking-store.ts'
import { createTrackingStore } from './create-tracking-store.ts'

let folder: string
let opened = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-tracking-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

testTrackingStore({ describe, test }, { name: 'in memory', open: async () => createTrackingStore(await openDatabase(':memory:')) })
testTrackingStore(
  { describe, test },
  { name: 'in a file', open: async () => createTrackingStore(await openDatabase(join(folder, `${opened++}.db`))) },
)
