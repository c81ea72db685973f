import { MillraceError } from '@millrace/core'
import { expect, test } from 'vitest'
import { importPeer } from './optional-peer.ts'

test('a package that is there is returned', async () => {
  expect((await importPeer('node:path', () => import('node:path'))).sep).toBeTypeOf('string')
})

test('a package that is not there is a typed error that says what to install', async () => {
  const name = '@millrace/no-such-package'
  const error = await importPeer(name, () => import(name)).catch((caught: unknown) => caught)
  expect(MillraceError.isInstance(error) && error.code).toBe('E_PEER_MISSING')
  expect((error as MillraceError).message).toMatch(/npm install @millrace\/no-such-package$/)
  expect((error as MillraceError).details).toEqual({ peer: name })
  expect((error as MillraceError).cause).toBeInstanceOf(Error)
})

test('a package that fails while it loads keeps its reason', async () => {
  const error = await importPeer('broken', () => Promise.reject(new Error('no binding\nat somewhere'))).catch((caught: unknown) => caught)
  expect((error as MillraceError).message).toBe("the optional package 'broken' cannot be loaded (no binding); npm install broken")
})
