import { yieldToEventLoop } from '@millrace/core'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from 'kysely'
import type { Connection } from './connection.ts'

/** Longest time that statements run without a turn of the event loop between them. */
const turnMs = 10

/** Lets Kysely speak to one connection, which its users take in turns. */
export function sqliteDialect(connection: Connection): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new OneConnectionDriver(connection),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

class OneConnectionDriver implements Driver {
  readonly #connection: Connection
  readonly #session: DatabaseConnection
  readonly #waiting: (() => void)[] = []
  #taken = false
  #turnStart = performance.now()

  constructor(connection: Connection) {
    this.#connection = connection
    this.#session = session(connection)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#taken) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#taken = true
    if (performance.now() - this.#turnStart > turnMs) {
      await yieldToEventLoop()
      this.#turnStart = performance.now()
    }
    return this.#session
  }

  async releaseConnection(): Promise<void> {
    const next = this.#waiting.shift()
    if (next === undefined) this.#taken = false
    else next()
  }

  async beginTransaction(_session: DatabaseConnection, { accessMode }: TransactionSettings): Promise<void> {
    this.#connection.execute(accessMode === 'read only' ? 'begin' : 'begin immediate')
  }

  async commitTransaction(): Promise<void> {
    this.#connection.execute('commit')
  }

  /** Some failures, such as a full disk, have already rolled back. */
  async rollbackTransaction(): Promise<void> {
    if (this.#connection.inTransaction) this.#connection.execute('rollback')
  }

  async destroy(): Promise<void> {
    this.#connection.close()
  }
}

function session(connection: Connection): DatabaseConnection {
  return {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const { rows, changes, lastInsertRowid } = connection.execute(sql, parameters)
      return {
        rows: rows as Row[],
        ...(changes !== undefined && { numAffectedRows: BigInt(changes) }),
        ...(lastInsertRowid !== undefined && { insertId: BigInt(lastInsertRowid) }),
      }
    },
    // biome-ignore lint/correctness/useYield: pages are read in full instead
    async *streamQuery() {
      throw new TypeError('a SQLite connection streams no rows; read them by pages')
    },
  }
}
