import { MillraceError } from '@millrace/core'
import type { Connection } from './connection.ts'
import { applicationId, migrations } from './migrations.ts'
import { storeUnavailable } from './store-error.ts'

/** Brings a database up to date, in one transaction that other processes wait for; one that is up to date is not written. */
export function migrate(connection: Connection): void {
  if (within(connection, 'begin', () => pendingFrom(connection)) === migrations.length) return
  within(connection, 'begin exclusive', () => {
    for (let version = pendingFrom(connection); version < migrations.length; version++) apply(connection, version)
  })
}

function within<T>(connection: Connection, begin: 'begin' | 'begin exclusive', work: () => T): T {
  connection.execute(begin)
  try {
    const result = work()
    connection.execute('commit')
    return result
  } catch (error) {
    if (connection.inTransaction) connection.execute('rollback')
    throw error
  }
}

/** How many migrations are in, all of them known and unchanged. */
function pendingFrom(connection: Connection): number {
  const [file] = connection.execute('pragma application_id').rows
  if (file?.application_id !== applicationId) {
    if (connection.execute('select name from sqlite_master limit 1').rows.length === 0) return 0
    throw storeUnavailable(connection.path, 'it holds the tables of another program: choose another path')
  }
  const applied = connection.execute('select version, name, checksum from schema_migrations order by version').rows
  for (const [index, { version, name, checksum }] of applied.entries()) {
    if (version !== index + 1 || checksum !== migrations[index]?.checksum)
      throw unknownVersion(connection.path, String(name), applied.length)
  }
  return applied.length
}

function apply(connection: Connection, index: number): void {
  const { name, sql, checksum } = migrations[index]!
  connection.script(sql)
  connection.execute('insert into schema_migrations (version, name, checksum, applied_at_ms) values (?, ?, ?, ?)', [
    index + 1,
    name,
    checksum,
    Date.now(),
  ])
}

const unknownVersion = (path: string, name: string, version: number) =>
  new MillraceError({
    code: 'E_STORE_VERSION',
    message: `the database '${path}' was written by another version of Millrace, whose migration '${name}' is unknown here; install a newer one`,
    details: { path, migration: name, version, known: migrations.length },
  })
