import type { Transaction } from 'kysely'
import type { Database } from '../sqlite/open-database.ts'
import type { Tables } from '../sqlite/tables.ts'

/** What the parts of the store work with. */
export interface Tracking {
  readonly database: Database
  /** The clock, in milliseconds since 1970-01-01 UTC. */
  readonly now: () => number
}

/** A transaction or snapshot on the tables. */
export type Tx = Transaction<Tables>
