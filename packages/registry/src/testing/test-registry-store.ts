import type { RegistryStore } from '@millrace/core'
import type { TestFunctions } from '@millrace/core/testing'
import { movesAliases, movesOnCondition, refusesAliases, tellsOfMoves } from './registry/aliases.ts'
import { chainsTheAudit, commitsWholeOrNothing, saysWhatChanged, searchesTheAudit } from './registry/audit.ts'
import {
  changesTexts,
  createsModels,
  deletesModels,
  keepsItsLimits,
  missingModelsAreTyped,
  refusesNames,
  renamesModels,
} from './registry/models.ts'
import { pagesVersions, searchesModels, searchesVersions } from './registry/searches.ts'
import { createsVersions, deletesVersions, findsVersions, numbersVersions, setsStages } from './registry/versions.ts'
import { rejectsWith } from './rejects-with.ts'

/**
 * What {@link testRegistryStore} must know of a store.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface TestRegistryStoreOptions {
  /** Opens an empty store, a new one for each test; the test disposes of it. */
  readonly open: () => Promise<RegistryStore>
  /**
   * Opens two stores of one empty place, as two processes would, for the ability to watch.
   *
   * @defaultValue one store is watched and written
   */
  readonly openTwo?: () => Promise<readonly [RegistryStore, RegistryStore]>
  /** Which abilities the store has; the tests of others are skipped. @defaultValue all */
  readonly abilities?: readonly ('readAudit' | 'watch')[]
  /** Name of the group of tests. @defaultValue 'registry store' */
  readonly name?: string
}

/**
 * Declares the tests that every registry store passes.
 *
 * - Every kind of change does what it says; several are made whole or not at all, and conditional ones only where what they expect stands.
 * - Versions get numbers that are never given twice; what is missing, taken, reserved or too long is a typed error and changes nothing.
 * - Filters, order and pages of models, versions and audit; the audit is chained without gaps and outlives its models.
 * - Watchers are told when an alias moves.
 *
 * @param functions - `describe` and `test` of the runner: vitest, `node:test`, Jest or Bun
 * @param options - how a store is opened, and what it can
 * @example
 * ```ts
 * import { describe, test } from 'node:test'
 * import { openRegistry } from '@millrace/registry'
 * import { testRegistryStore } from '@millrace/registry/testing'
 *
 * testRegistryStore({ describe, test }, { name: 'memory', open: async () => (await openRegistry('memory:')).models })
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function testRegistryStore({ describe, test }: TestFunctions, options: TestRegistryStoreOptions): void {
  const { open, openTwo, abilities = ['readAudit', 'watch'], name = 'registry store' } = options
  const declare = (behaviour: string, law: (store: RegistryStore) => Promise<void>, run: TestFunctions['test']['skip'] = test) =>
    run(behaviour, async () => {
      await using store = await open()
      await law(store)
    })
  const withAudit = abilities.includes('readAudit') ? test : test.skip
  const withWatch = abilities.includes('watch') ? test : test.skip

  describe(name, () => {
    declare('creates models', createsModels)
    declare('refuses names that are none', refusesNames)
    declare('says by a code what is missing', missingModelsAreTyped)
    declare('renames models with all that is theirs', renamesModels)
    declare('deletes models with their versions', deletesModels)
    declare('changes descriptions and tags', changesTexts)
    declare('keeps its limits', keepsItsLimits)
    declare('creates versions as they are given', createsVersions)
    declare('gives no number twice', numbersVersions)
    declare('finds versions by number, alias and stage', findsVersions)
    declare('deletes versions with their aliases', deletesVersions)
    declare('sets stages, on condition', setsStages)
    declare('moves and removes aliases', movesAliases)
    declare('moves aliases on condition, one of many', movesOnCondition)
    declare('refuses aliases that are none', refusesAliases)
    declare('commits whole or not at all', commitsWholeOrNothing)
    declare('says what changed', saysWhatChanged)
    declare('searches models', searchesModels)
    declare('searches versions', searchesVersions)
    declare('pages versions', pagesVersions)
    declare('chains the audit', chainsTheAudit, withAudit)
    declare('searches the audit', searchesTheAudit, withAudit)
    declare('tells of its own moves', (store) => tellsOfMoves([store, store]), withWatch)
    ;(openTwo === undefined ? test.skip : withWatch)('tells of the moves of others', async () => {
      const [watching, writing] = await openTwo!()
      await using _ = writing
      await using store = watching
      await tellsOfMoves([store, writing])
    })
    test('rejects calls after closing', async () => {
      const store = await open()
      await store[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
      await rejectsWith(store.commit([{ action: 'create-model', model: 'loan' }], { actor: 'ada' }), 'E_STORE_CLOSED')
      await rejectsWith(store.findModel('loan'), 'E_STORE_CLOSED')
      await rejectsWith(store.searchVersions(), 'E_STORE_CLOSED')
    })
  })
}
