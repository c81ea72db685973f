import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFolderArtifacts } from '../src/artifacts/folder-artifacts.ts'
import { createRegistryStore } from '../src/models/registry-store.ts'
import { openDatabase } from '../src/sqlite/open-database.ts'
import { bundleWriter, type WriterProgram } from './writer/bundle-writer.ts'
import { openStores } from './writer/stores.ts'
import { acknowledgementsOf, digestsOf, findLost, findTornArtifacts, readChain } from './writer/verify.ts'
import { WriterProcess } from './writer/writer-process.ts'

/** For root and on Windows, permissions forbid nothing. */
const permissionsHold = process.platform !== 'win32' && process.getuid?.() !== 0
const actor = { actor: 'ada' }

let program: WriterProgram
let base: string
let count = 0

beforeAll(async () => {
  program = await bundleWriter()
  base = await mkdtemp(join(tmpdir(), 'millrace-disk-'))
})
afterAll(async () => {
  await rm(base, { recursive: true })
  await program[Symbol.asyncDispose]()
})

async function freshFolder(): Promise<string> {
  const folder = join(base, String(count++))
  await mkdir(folder)
  return folder
}

describe('a place that cannot be used is a typed error', () => {
  test('a folder in place of the database', async () => {
    await expect(openDatabase(await freshFolder())).rejects.toMatchObject({ code: 'E_STORE_UNAVAILABLE' })
  })

  test('a file that is no database', async () => {
    const path = join(await freshFolder(), 'registry.db')
    await writeFile(path, 'this is not a database, and long enough to be taken for one if nobody looks'.repeat(100))
    await expect(openDatabase(path)).rejects.toMatchObject({ code: 'E_STORE_UNAVAILABLE' })
  })

  test('a folder that is not there', async () => {
    await expect(openDatabase(join(await freshFolder(), 'missing', 'registry.db'))).rejects.toMatchObject({ code: 'E_STORE_UNAVAILABLE' })
  })

  test.skipIf(!permissionsHold)('a database that may only be read', async () => {
    const folder = await freshFolder()
    const path = join(folder, 'registry.db')
    await (await openDatabase(path)).close()
    await chmod(path, 0o444)
    await chmod(folder, 0o555)
    const attempt = async () => {
      await using models = createRegistryStore(await openDatabase(path))
      await models.commit([{ action: 'create-model', model: 'loan' }], actor)
    }
    await expect(attempt()).rejects.toMatchObject({ code: 'E_STORE_UNAVAILABLE' })
    await chmod(folder, 0o755)
  })

  test.skipIf(!permissionsHold)('a folder of artifacts that may only be read', async () => {
    const folder = await freshFolder()
    await using store = await openFolderArtifacts(folder)
    await store.put('a', { content: new Uint8Array(1) })
    for (const name of ['files', 'incoming']) await chmod(join(folder, name), 0o555)
    await expect(store.put('b', { content: new Uint8Array(1) })).rejects.toMatchObject({ code: 'E_FILE_UNWRITABLE' })
    await expect(store.delete('a')).rejects.toMatchObject({ code: 'E_FILE_UNWRITABLE' })
    expect((await store.find('a'))?.sizeBytes).toBe(1)
    await chmod(join(folder, 'files'), 0o000)
    await expect(store.find('a')).rejects.toMatchObject({ code: 'E_FILE_UNREADABLE' })
    await expect(store.list('')).rejects.toMatchObject({ code: 'E_FILE_UNREADABLE' })
    for (const name of ['files', 'incoming']) await chmod(join(folder, name), 0o755)
  })
})

describe('a disk that is full', () => {
  // The limit of a file's size stands for it: a write beyond fails, and the signal that comes with it is ignored.
  const fullDisk = `trap '' XFSZ; ulimit -f 600; exec "$@"`

  test.skipIf(process.platform === 'win32')(
    'fails writes by typed errors, and keeps what was acknowledged',
    { timeout: 120_000 },
    async () => {
      const folder = await freshFolder()
      const writer = new WriterProcess(program.path, fullDisk)
      await writer.said('ready')
      writer.order({ folder, name: 'full', times: 300 })
      const reports = await writer.end()
      const codes = new Set(reports.flatMap((report) => (report.kind === 'failure' ? [report.code] : [])))
      const acknowledged = acknowledgementsOf(reports)
      expect(codes.size).toBeGreaterThan(0)
      expect([...codes].filter((code) => !['E_STORE_UNAVAILABLE', 'E_FILE_UNWRITABLE'].includes(code))).toEqual([])
      expect(acknowledged.length).toBeGreaterThan(0)

      await using stores = await openStores(folder)
      expect(await findLost(stores, acknowledged, digestsOf(await readChain(stores)))).toEqual([])
      expect(await findTornArtifacts(stores)).toEqual([])
    },
  )
})
