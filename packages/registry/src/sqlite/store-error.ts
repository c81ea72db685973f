import { MillraceError } from '@millrace/core'

/** What SQLite says where a database as such cannot be used, and what to do about it. */
const unavailable: readonly (readonly [prefix: string, remedy: string])[] = [
  ['SQLITE_FULL', 'the disk is full: make room'],
  ['SQLITE_READONLY', 'it may only be read: see to the permissions of the file and its folder'],
  ['SQLITE_NOTADB', 'it is not a SQLite database: choose another path'],
  ['SQLITE_CORRUPT', 'it is damaged: restore a copy'],
  ['SQLITE_CANTOPEN', 'it cannot be opened: see to the path, and to the permissions of the folder'],
  ['SQLITE_IOERR', 'the system refuses to read or write it: see to the disk'],
  ['SQLITE_PERM', 'the system refuses access: see to its permissions'],
  ['SQLITE_NOMEM', 'memory has run out'],
  ['SQLITE_PROTOCOL', 'its locks do not work: keep it on a local disk'],
]

/** Turns what the driver throws into a typed error where the database is busy, closed or unusable; anything else stays what it is. */
export function storeError(cause: unknown, path: string): unknown {
  if (!(cause instanceof Error) || MillraceError.isInstance(cause)) return cause
  const system = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  if (system.startsWith('SQLITE_BUSY') || system.startsWith('SQLITE_LOCKED')) {
    return new MillraceError({
      code: 'E_STORE_BUSY',
      message: `'${path}' is being written by another process; try again`,
      details: { path, system },
      cause,
    })
  }
  const [, remedy] = unavailable.find(([prefix]) => system.startsWith(prefix)) ?? []
  if (remedy !== undefined) return storeUnavailable(path, remedy, { system, cause })
  return cause
}

/** The error of a database that cannot be used. */
export function storeUnavailable(
  path: string,
  remedy: string,
  { system = '', cause }: { system?: string; cause?: unknown } = {},
): MillraceError {
  return new MillraceError({
    code: 'E_STORE_UNAVAILABLE',
    message: `the database '${path}' cannot be used; ${remedy}`,
    details: { path, system },
    cause,
  })
}

/** The error of a call that comes after closing. */
export function storeClosed(path: string): MillraceError {
  return new MillraceError({ code: 'E_STORE_CLOSED', message: `the store '${path}' was closed; open it again`, details: { path } })
}
