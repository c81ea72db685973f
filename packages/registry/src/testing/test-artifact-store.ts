import type { ArtifactStore } from '@millrace/core'
import type { TestFunctions } from '@millrace/core/testing'
import {
  keysAreListed,
  listsComeInPages,
  missingIsTyped,
  rangesAreRead,
  readersGetCopies,
  readersKeepWhatTheyRead,
  readingStops,
} from './artifacts/reading.ts'
import {
  deletesByPrefix,
  freesItsSource,
  keepsBytes,
  keysDoNotDisturbEachOther,
  refusesUnsafeKeys,
  replacesOnlyWhereItMay,
  storesWholeOrNothing,
  writersShareFolders,
} from './artifacts/writing.ts'

/**
 * What {@link testArtifactStore} must know of a store.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface TestArtifactStoreOptions {
  /** Opens an empty store, a new one for each test; the test disposes of it. */
  readonly open: () => Promise<ArtifactStore>
  /** Name of the group of tests. @defaultValue 'artifact store' */
  readonly name?: string
}

/**
 * Declares the tests that every artifact store passes.
 *
 * - Bytes and streams come back whole, by range, in chunks, and in order by key and page; readers keep what they read.
 * - Writes are whole or not at all: with `ifAbsent` one writer wins; a wrong digest, a failing stream and an abort leave what was there.
 * - Keys are safe, do not disturb each other, and are deleted by prefix; what is missing or unsafe is a typed error.
 *
 * @param functions - `describe` and `test` of the runner: vitest, `node:test`, Jest or Bun
 * @param options - how a store is opened
 * @example
 * ```ts
 * import { describe, test } from 'node:test'
 * import { memoryArtifacts } from '@millrace/registry'
 * import { testArtifactStore } from '@millrace/registry/testing'
 *
 * testArtifactStore({ describe, test }, { name: 'memory', open: async () => memoryArtifacts() })
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function testArtifactStore({ describe, test }: TestFunctions, { open, name = 'artifact store' }: TestArtifactStoreOptions): void {
  const declare = (behaviour: string, law: (store: ArtifactStore) => Promise<void>) =>
    test(behaviour, async () => {
      await using store = await open()
      await law(store)
    })
  describe(name, () => {
    declare('keeps bytes and streams as they were', keepsBytes)
    declare('replaces only where it may', replacesOnlyWhereItMay)
    declare('keeps what writers of one folder were told', writersShareFolders)
    declare('stores whole or not at all', storesWholeOrNothing)
    declare('frees the source of what it no longer wants', freesItsSource)
    declare('keeps keys below and above each other apart', keysDoNotDisturbEachOther)
    declare('deletes by prefix and counts', deletesByPrefix)
    declare('refuses keys that are unsafe', refusesUnsafeKeys)
    declare('says by a code what is missing', missingIsTyped)
    declare('reads ranges', rangesAreRead)
    declare('lets readers keep what they read', readersKeepWhatTheyRead)
    declare('stops reading when it is told', readingStops)
    declare('gives copies', readersGetCopies)
    declare('lists by code point of the key', keysAreListed)
    declare('lists in pages', listsComeInPages)
  })
}
