import { join } from 'node:path'
import type { ArtifactStore, RegistryStore, TrackingStore } from '@millrace/core'
import { openFolderArtifacts } from '../../src/artifacts/folder-artifacts.ts'
import { createRegistryStore } from '../../src/models/registry-store.ts'
import { openDatabase } from '../../src/sqlite/open-database.ts'
import { createTrackingStore } from '../../src/tracking/create-tracking-store.ts'

/** The stores that writers write to. */
export interface Stores extends AsyncDisposable {
  readonly tracking: TrackingStore
  readonly models: RegistryStore
  readonly artifacts: ArtifactStore
}

/** Opens the stores of a folder. */
export async function openStores(folder: string): Promise<Stores> {
  const database = await openDatabase(join(folder, 'registry.db'), { busyTimeoutMs: 20_000 })
  const artifacts = await openFolderArtifacts(join(folder, 'artifacts'))
  return {
    tracking: createTrackingStore(database),
    models: createRegistryStore(database),
    artifacts,
    [Symbol.asyncDispose]: () => database.close(),
  }
}
