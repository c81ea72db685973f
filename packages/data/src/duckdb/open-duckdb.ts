import type { DuckDBInstance } from '@duckdb/node-api'
import { MillraceError } from '@millrace/core'
import { importPeer } from '../internal/optional-peer.ts'
import { requireCount } from '../internal/require-count.ts'

/**
 * How {@link openDuckdb} opens a database.
 *
 * @category DuckDB
 * @since 0.1.0
 */
export interface DuckdbOptions {
  /** The database file. @defaultValue `':memory:'` */
  readonly path?: string
  /** Threads that DuckDB may use. @defaultValue one a processor */
  readonly threads?: number
  /** Bytes that DuckDB may hold before it spills to disk; the process may take more. @defaultValue 80 % of the memory */
  readonly memoryLimitBytes?: number
  /** Folder that DuckDB spills to. @defaultValue beside the database file, or `.tmp` for a database in memory */
  readonly temporaryFolder?: string
  /** A database that was opened already, with extensions and settings of its own; it stays open, and the options above are not applied. */
  readonly instance?: DuckDBInstance
}

/**
 * An open database.
 *
 * @category DuckDB
 * @since 0.1.0
 */
export interface Duckdb {
  /** The database of `@duckdb/node-api`. */
  readonly instance: DuckDBInstance
  /** Closes it, unless it was handed in. */
  close(): Promise<void>
  /** The same as `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Opens DuckDB, in this process.
 *
 * Extensions are never downloaded; who needs one, for `s3://` paths say, loads it into an instance and hands that in.
 *
 * @param options - path, threads, memory
 * @throws MillraceError `E_PEER_MISSING` when `@duckdb/node-api` is not installed, `E_OPTION_INVALID` when an option is not a positive
 * whole number, `E_DUCKDB_FAILED` when the file cannot be opened
 * @example
 * ```ts
 * import { openDuckdb } from '@millrace/data/duckdb'
 *
 * const duckdb = await openDuckdb({ threads: 1 })
 * const connection = await duckdb.instance.connect()
 * const result = await connection.runAndReadAll('SELECT 6 * 7')
 * result.getRows() // => [[42]]
 * await duckdb.close()
 * ```
 * @category DuckDB
 * @since 0.1.0
 */
export async function openDuckdb(options: DuckdbOptions = {}): Promise<Duckdb> {
  const instance = options.instance ?? (await create(options))
  const owned = options.instance === undefined
  let open = true
  const close = async () => {
    if (owned && open) instance.closeSync()
    open = false
  }
  return Object.freeze({ instance, close, [Symbol.asyncDispose]: close })
}

async function create({ path = ':memory:', threads, memoryLimitBytes, temporaryFolder }: DuckdbOptions): Promise<DuckDBInstance> {
  const caller = 'openDuckdb'
  if (threads !== undefined) requireCount({ caller, option: 'threads', value: threads, least: 1 })
  if (memoryLimitBytes !== undefined) requireCount({ caller, option: 'memoryLimitBytes', value: memoryLimitBytes, least: 1 })
  const { DuckDBInstance } = await importPeer('@duckdb/node-api', () => import('@duckdb/node-api'))
  const settings = {
    autoinstall_known_extensions: 'false',
    ...(threads === undefined ? {} : { threads: String(threads) }),
    ...(memoryLimitBytes === undefined ? {} : { memory_limit: `${memoryLimitBytes}B` }),
    ...(temporaryFolder === undefined ? {} : { temp_directory: temporaryFolder }),
  }
  try {
    return await DuckDBInstance.create(path, settings)
  } catch (cause) {
    throw new MillraceError({
      code: 'E_DUCKDB_FAILED',
      message: `DuckDB cannot open '${path}': ${cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause)}`,
      details: { path },
      cause,
    })
  }
}
