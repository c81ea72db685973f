import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testArtifactStore } from '../testing/test-artifact-store.ts'
import { openFolderArtifacts } from './folder-artifacts.ts'

let base: string
let count = 0
const fresh = () => join(base, String(count++))
const content = new TextEncoder().encode('content')

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'millrace-artifacts-'))
})
afterAll(() => rm(base, { recursive: true }))

testArtifactStore({ describe, test }, { name: 'openFolderArtifacts', open: () => openFolderArtifacts(fresh()) })

test('two stores of one folder see the same artifacts, and one of them writes what is absent', async () => {
  const folder = fresh()
  const [one, other] = await Promise.all([openFolderArtifacts(folder), openFolderArtifacts(folder)])
  await one.put('a/b', { content })
  expect(await other.find('a/b')).toMatchObject({ key: 'a/b', sizeBytes: 7 })
  await expect(other.put('a/b', { content, ifAbsent: true })).rejects.toMatchObject({ code: 'E_ARTIFACT_EXISTS' })
})

test('links are no artifacts, and neither read, listed, written through nor deleted through', async () => {
  const folder = fresh()
  const store = await openFolderArtifacts(folder)
  await store.put('inside/file', { content })
  await mkdir(join(folder, 'outside'))
  await writeFile(join(folder, 'outside/secret'), 'secret')
  await symlink(join(folder, 'outside'), join(folder, 'files/link'))
  await symlink(join(folder, 'outside/secret'), join(folder, 'files/secret'))
  await symlink('file', join(folder, 'files/inside/alias'))
  for (const key of ['link/secret', 'secret', 'inside/alias']) {
    expect(await store.find(key)).toBeUndefined()
    await expect(store.get(key)).rejects.toMatchObject({ code: 'E_ARTIFACT_UNKNOWN' })
    expect(await store.delete(key)).toBe(0)
  }
  expect(await store.delete('link')).toBe(0)
  expect((await store.list('')).items.map(({ key }) => key)).toEqual(['inside/file'])
  expect((await store.list('link')).items).toEqual([])
  await expect(store.put('link/new', { content })).rejects.toMatchObject({ code: 'E_ARTIFACT_CONFLICT' })
  await expect(store.put('secret', { content, ifAbsent: true })).rejects.toMatchObject({ code: 'E_ARTIFACT_CONFLICT' })
  await store.put('secret', { content })
  expect(await readFile(join(folder, 'outside/secret'), 'utf8')).toBe('secret')
  expect(await readdir(join(folder, 'outside'))).toEqual(['secret'])
})

test('what a killed writer left is not listed, and goes when the folder is opened a day later', async () => {
  const folder = fresh()
  await openFolderArtifacts(folder)
  const [old, young] = [join(folder, 'incoming/old'), join(folder, 'incoming/young')]
  await writeFile(old, 'half')
  await writeFile(young, 'half')
  const longAgo = new Date(Date.now() - 25 * 3_600_000)
  await utimes(old, longAgo, longAgo)
  const store = await openFolderArtifacts(folder)
  expect(await store.list('')).toEqual({ items: [] })
  expect(await readdir(join(folder, 'incoming'))).toEqual(['young'])
})

test('nothing is left beside the artifacts by writes, refusals and deletes', async () => {
  const folder = fresh()
  const store = await openFolderArtifacts(folder)
  await store.put('a/b/c', { content })
  await store.put('a/b/c', { content, ifAbsent: true }).catch(() => undefined)
  await store.put('a/b/c', { content, digest: 'sha256:00' }).catch(() => undefined)
  await store.delete('a/b')
  expect(await readdir(join(folder, 'incoming'))).toEqual([])
  expect(await readdir(join(folder, 'files'))).toEqual([])
})

test('a file in place of the folder is a typed error', async () => {
  const path = fresh()
  await writeFile(path, '')
  await expect(openFolderArtifacts(path)).rejects.toMatchObject({ code: 'E_FILE_UNWRITABLE' })
})

test('a closed store says so', async () => {
  const store = await openFolderArtifacts(fresh())
  await store[Symbol.asyncDispose]()
  await expect(store.put('a', { content })).rejects.toMatchObject({ code: 'E_STORE_CLOSED' })
  await expect(store.delete('a')).rejects.toMatchObject({ code: 'E_STORE_CLOSED' })
})
