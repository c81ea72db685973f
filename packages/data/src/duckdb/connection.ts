import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { duckdbError } from './duckdb-error.ts'

/** A connection for one piece of work, so that streams and interrupts of several do not meet. */
export interface Session {
  readonly connection: DuckDBConnection
  /** The error to reject with: the signal's reason after an abort, else a typed error that names the source. */
  failure(error: unknown): unknown
  close(): void
}

/** Settings on which the meaning of a graph rests, whatever the database says. */
const settings = [
  "SET SESSION TimeZone = 'UTC'",
  "SET SESSION default_collation = ''",
  'SET SESSION ieee_floating_point_ops = true',
  'SET SESSION preserve_insertion_order = true',
]

/** Connects; an abort interrupts the query that runs. */
export async function openSession(instance: DuckDBInstance, source: string, signal: AbortSignal | undefined): Promise<Session> {
  signal?.throwIfAborted()
  const connection = await instance.connect()
  const interrupt = () => connection.interrupt()
  signal?.addEventListener('abort', interrupt)
  const session: Session = {
    connection,
    failure: (error) => (signal?.aborted ? signal.reason : duckdbError(error, source)),
    close() {
      signal?.removeEventListener('abort', interrupt)
      connection.disconnectSync()
    },
  }
  for (const setting of settings) await connection.run(setting)
  return session
}

/** Does one piece of work with a connection of its own. */
export async function withSession<T>(
  instance: DuckDBInstance,
  { source, signal }: { readonly source: string; readonly signal?: AbortSignal | undefined },
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const session = await openSession(instance, source, signal)
  try {
    const result = await work(session.connection)
    signal?.throwIfAborted()
    return result
  } catch (error) {
    throw session.failure(error)
  } finally {
    session.close()
  }
}
