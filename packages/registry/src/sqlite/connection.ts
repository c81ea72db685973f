import type Libsql from 'libsql'
import { checkParameter } from './parameter.ts'
import { storeClosed, storeError, storeUnavailable } from './store-error.ts'

/** One synchronous connection to a database file. */
export interface Connection {
  /** The file, for messages. */
  readonly path: string
  /** Whether a transaction is open. */
  readonly inTransaction: boolean
  /** Runs one statement. */
  execute(sql: string, parameters?: readonly unknown[]): Outcome
  /** Runs statements that take no parameters. */
  script(sql: string): void
  /** Gives the file free; twice does nothing. */
  close(): void
}

/** What a statement gave. */
export interface Outcome {
  readonly rows: Readonly<Record<string, string | number | null>>[]
  /** Rows that were inserted, changed or deleted. */
  readonly changes?: number
  readonly lastInsertRowid?: number | bigint
}

/** How long SQLite itself may wait for a lock: it holds up the event loop. */
const blockingWaitMs = 5
/** Statements that are kept prepared, and the longest text of one. */
const cacheSize = 128
const cachedLength = 16_384
/** What meets the locks of others. A prepared statement that did is left half done by the driver, and keeps its old view of the file for ever. */
const transactionControl = /^(?:begin|commit|rollback)\b/

/** Opens a file, which is created where it is missing, or a database in memory. */
export async function connect(path: string): Promise<Connection> {
  const { default: Database } = await import('libsql')
  try {
    return new LibsqlConnection(path, new Database(path, { timeout: blockingWaitMs }))
  } catch (cause) {
    throw storeUnavailable(path, 'it cannot be opened: see that its folder is there and may be written', { cause })
  }
}

class LibsqlConnection implements Connection {
  readonly path: string
  #database: Libsql.Database | undefined
  readonly #statements = new Map<string, Libsql.Statement>()

  constructor(path: string, database: Libsql.Database) {
    this.path = path
    this.#database = database
  }

  get inTransaction(): boolean {
    return this.#database?.inTransaction ?? false
  }

  execute(sql: string, parameters: readonly unknown[] = []): Outcome {
    const values = parameters.map(checkParameter)
    return this.#guard(() => {
      if (transactionControl.test(sql)) {
        this.#open.exec(sql)
        return { rows: [] }
      }
      const statement = this.#prepare(sql)
      // Never `get`: it adds a member `_metadata` to the row.
      if (statement.reader) return { rows: statement.all(values) as Outcome['rows'] }
      const { changes, lastInsertRowid } = statement.run(values)
      return { rows: [], changes, lastInsertRowid }
    })
  }

  script(sql: string): void {
    this.#guard(() => this.#open.exec(sql))
  }

  close(): void {
    const database = this.#database
    this.#database = undefined
    this.#statements.clear()
    // The driver keeps the file open until its statements are collected: what is written goes to the file itself now.
    if (database !== undefined && this.path !== ':memory:') checkpoint(database)
    database?.close()
  }

  get #open(): Libsql.Database {
    if (this.#database === undefined) throw storeClosed(this.path)
    return this.#database
  }

  #prepare(sql: string): Libsql.Statement {
    const database = this.#open
    const statement = this.#statements.get(sql) ?? database.prepare(sql)
    this.#statements.delete(sql)
    if (sql.length <= cachedLength) this.#statements.set(sql, statement)
    if (this.#statements.size > cacheSize) this.#statements.delete(this.#statements.keys().next().value as string)
    return statement
  }

  #guard<T>(work: () => T): T {
    try {
      return work()
    } catch (cause) {
      throw storeError(cause, this.path)
    }
  }
}

/** Where it cannot be done now, the next one to open the file does it. */
function checkpoint(database: Libsql.Database): void {
  try {
    database.prepare('pragma wal_checkpoint(truncate)').all()
  } catch {}
}
