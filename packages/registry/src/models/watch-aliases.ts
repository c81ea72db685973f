import { hasCode, type RegistryChange } from '@millrace/core'
import type { Kysely } from 'kysely'
import type { Database } from '../sqlite/open-database.ts'
import type { Tables } from '../sqlite/tables.ts'
import { newestAudit } from './audit-rows.ts'

/** What moves an alias of a model, or the name that aliases are asked by. */
const moving: readonly RegistryChange['action'][] = ['set-alias', 'delete-version', 'rename-model', 'delete-model']

/** Tells listeners that an alias of their model moved: looks now and then whether the audit has grown, by whichever process. */
export class AliasWatch {
  readonly #database: Database
  readonly #everyMs: number
  readonly #listeners = new Set<{ readonly model: string; readonly listener: () => void }>()
  #timer: NodeJS.Timeout | undefined
  /** The newest entry that was looked at; nothing where none was. */
  #seen: number | undefined
  #looking = false

  constructor(database: Database, everyMs: number) {
    this.#database = database
    this.#everyMs = everyMs
  }

  /** Adds a listener and gives how to remove it. */
  add(model: string, listener: () => void): () => void {
    const entry = { model, listener }
    this.#listeners.add(entry)
    if (this.#timer === undefined) {
      this.#timer = setInterval(() => this.look(), this.#everyMs).unref()
      this.look()
    }
    return () => {
      this.#listeners.delete(entry)
      if (this.#listeners.size === 0) this.stop()
    }
  }

  /** Looks at once, as after a commit of this process. */
  look(): void {
    if (this.#timer === undefined || this.#looking) return
    this.#looking = true
    this.#look()
      // A database that is busy or away is looked at again the next time.
      .catch((error) => hasCode(error, 'E_STORE_CLOSED') && this.stop())
      .finally(() => {
        this.#looking = false
      })
  }

  /** Tells nobody any more. */
  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#seen = undefined
    this.#listeners.clear()
  }

  async #look(): Promise<void> {
    const { newest, moved } = await this.#database.snapshot((db) => movedSince(db, this.#seen))
    if (this.#timer === undefined) return
    this.#seen = newest
    // What a listener throws is its own.
    for (const { model, listener } of this.#listeners) if (moved.has(model)) queueMicrotask(listener)
  }
}

/** The newest entry, and the models whose aliases moved behind the one that was seen. */
async function movedSince(
  db: Kysely<Tables>,
  seen: number | undefined,
): Promise<{ readonly newest: number; readonly moved: ReadonlySet<string> }> {
  const newest = (await newestAudit(db))?.sequence ?? 0
  if (seen === undefined || seen >= newest) return { newest, moved: new Set() }
  const rows = await db
    .selectFrom('audit')
    .select(['model', 'action', 'to_value'])
    .where('sequence', '>', seen)
    .where('action', 'in', moving)
    .execute()
  const renamed = rows.filter(({ action }) => action === 'rename-model').map(({ to_value }) => String(JSON.parse(to_value)))
  return { newest, moved: new Set([...rows.map(({ model }) => model), ...renamed]) }
}
