import { MillraceError } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { storeError } from './store-error.ts'

const failure = (code: string) => Object.assign(new Error('as SQLite says'), { code })

describe('storeError', () => {
  it.each(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED'])('says that the database is busy for %s', (code) => {
    expect(storeError(failure(code), 'a.db')).toMatchObject({ code: 'E_STORE_BUSY', details: { path: 'a.db', system: code } })
  })

  it.each([
    ['SQLITE_FULL', 'make room'],
    ['SQLITE_READONLY_DBMOVED', 'permissions'],
    ['SQLITE_READONLY', 'permissions'],
    ['SQLITE_NOTADB', 'another path'],
    ['SQLITE_CORRUPT', 'restore'],
    ['SQLITE_CANTOPEN_ISDIR', 'folder'],
    ['SQLITE_IOERR_FSYNC', 'disk'],
  ])('says what to do about %s', (code, remedy) => {
    const cause = failure(code)
    const error = storeError(cause, 'a.db')
    expect(error).toMatchObject({ code: 'E_STORE_UNAVAILABLE', details: { path: 'a.db', system: code }, cause })
    expect((error as Error).message).toContain(remedy)
    expect((error as Error).message).toContain('a.db')
  })

  it('leaves other errors as they are', () => {
    const others = [failure('SQLITE_CONSTRAINT_UNIQUE'), failure('SQLITE_ERROR'), new Error('x'), 'x', undefined]
    for (const error of others) expect(storeError(error, 'a.db')).toBe(error)
    const typed = new MillraceError({ code: 'E_STORE_CLOSED', message: 'closed' })
    expect(storeError(typed, 'a.db')).toBe(typed)
  })
})
