import type { AuditEntry, RegistryStore } from '@millrace/core'
import type { Database } from '../sqlite/open-database.ts'
import { commitChanges } from './commit-changes.ts'
import { checkCommit } from './limits.ts'
import { readAudit } from './read-audit.ts'
import { findModel, searchModels } from './read-models.ts'
import { findVersion, searchVersions } from './read-versions.ts'
import { AliasWatch } from './watch-aliases.ts'

/** How a registry store works. */
export interface RegistryStoreOptions {
  /** How often it looks for changes by other processes while someone watches, in milliseconds. @defaultValue 250 */
  readonly watchEveryMs?: number | undefined
}

/** Keeps models, versions and audit in a database, with all abilities. Disposing of the store closes the database. */
export function createRegistryStore(database: Database, { watchEveryMs = 250 }: RegistryStoreOptions = {}): Required<RegistryStore> {
  const watch = new AliasWatch(database, watchEveryMs)

  return Object.freeze<Required<RegistryStore>>({
    specVersion: 1,
    async commit(changes, context): Promise<readonly AuditEntry[]> {
      checkCommit(changes, context)
      const entries = await database.transaction((db) => commitChanges({ db, atMs: Date.now() }, { changes, context }))
      watch.look()
      return entries
    },
    findModel: async (name) => database.snapshot((db) => findModel(db, name)),
    findVersion: async (reference) => database.snapshot((db) => findVersion(db, reference)),
    searchModels: async (query = {}) => database.snapshot((db) => searchModels(db, query)),
    searchVersions: async (query = {}) => database.snapshot((db) => searchVersions(db, query)),
    readAudit: async (query = {}) => database.snapshot((db) => readAudit(db, query)),
    watch: (model, listener) => watch.add(model, listener),
    async [Symbol.asyncDispose]() {
      watch.stop()
      await database.close()
    },
  })
}
