import { resolve } from 'node:path'
import { Kysely } from 'kysely'
import { connect } from './connection.ts'
import { migrate } from './migrate.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import { storeClosed, storeUnavailable } from './store-error.ts'
import type { Tables } from './tables.ts'
import { waitWhileBusy } from './wait-while-busy.ts'
import { type Work, WriteQueue } from './write-queue.ts'

/** How a database is opened. */
export interface OpenDatabaseOptions {
  /** How long a call waits for other processes before it rejects with `E_STORE_BUSY`, in milliseconds. @defaultValue 10,000 */
  readonly busyTimeoutMs?: number | undefined
}

/** An open database, which the stores of tracking and registry share. */
export interface Database extends AsyncDisposable {
  /** The file, or `:memory:`. */
  readonly path: string
  /** For single reads. Inside of `transaction` and `snapshot` use what they pass instead: this one would wait for them for ever. */
  readonly db: Kysely<Tables>
  /** Does the work whole or not at all; it is durable when the promise resolves. It may be run again after a rollback. */
  transaction<T>(work: Work<T>): Promise<T>
  /** Reads, which all see the same state. It may be run again. */
  snapshot<T>(work: Work<T>): Promise<T>
  /** Closes when all writes are done; any call afterwards rejects with `E_STORE_CLOSED`. */
  close(): Promise<void>
}

/**
 * Opens a database file and brings its tables up to date; the file is created where it is missing.
 *
 * @param location - path of the file, or `:memory:`
 * @param options - how long to wait for other processes
 * @throws MillraceError `E_STORE_UNAVAILABLE` when the file cannot be opened or written, or is no database of Millrace; `E_STORE_VERSION` when a newer
 *   Millrace made it; `E_STORE_BUSY` when other processes kept it locked
 */
export async function openDatabase(location: string, { busyTimeoutMs: limitMs = 10_000 }: OpenDatabaseOptions = {}): Promise<Database> {
  if (location === '') throw new TypeError('openDatabase: the location is empty; give the path of a file, or :memory:')
  // An absolute path, for the driver would take a URL for a server.
  const path = location === ':memory:' ? location : resolve(location)
  const busy = { path, limitMs }
  const connection = await connect(path)
  try {
    await waitWhileBusy(() => connection.script('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on'), busy)
    if (path !== ':memory:' && connection.execute('pragma journal_mode').rows[0]?.journal_mode !== 'wal') {
      throw storeUnavailable(path, 'its file system cannot share memory between processes: keep it on a local disk')
    }
    await waitWhileBusy(() => migrate(connection), busy)
  } catch (error) {
    connection.close()
    throw error
  }
  const db = new Kysely<Tables>({ dialect: sqliteDialect(connection) })
  const writes = new WriteQueue(db, busy)
  let closing: Promise<void> | undefined

  const ifOpen = <T>(call: () => Promise<T>): Promise<T> => (closing === undefined ? call() : Promise.reject(storeClosed(path)))
  const close = () => (closing ??= writes.idle().then(() => db.connection().execute(async () => connection.close())))
  return Object.freeze({
    path,
    db,
    transaction: <T>(work: Work<T>) => ifOpen(() => writes.add(work)),
    snapshot: <T>(work: Work<T>) => ifOpen(() => waitWhileBusy(() => db.transaction().setAccessMode('read only').execute(work), busy)),
    close,
    [Symbol.asyncDispose]: close,
  })
}
