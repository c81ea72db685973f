import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hasGolden, readGolden, type TreeEntry, temporaryFolder, writeTree } from '../../test/fixtures/version/golden.ts'
import { initRepository } from './init-repository.ts'
import { verifyVersion } from './verify-version.ts'
import { version } from './version.ts'

async function versioned(text: string) {
  const root = await temporaryFolder()
  await initRepository(root)
  await writeFile(join(root, 'a.txt'), text)
  return version(join(root, 'a.txt'))
}

describe('verifyVersion', () => {
  test('tells an unchanged, a modified and a missing file', async () => {
    const { path, pointerPath } = await versioned('hello\n')
    expect(await verifyVersion(pointerPath)).toMatchObject({ state: 'unchanged', isCached: true, path, pointer: { pointerPath } })
    await writeFile(path, 'HELLO\n')
    expect(await verifyVersion(pointerPath)).toMatchObject({ state: 'modified' })
    await writeFile(path, 'longer than before\n')
    expect(await verifyVersion(pointerPath)).toMatchObject({ state: 'modified' })
    await rm(path)
    expect(await verifyVersion(pointerPath)).toMatchObject({ state: 'missing' })
    await mkdir(path)
    expect(await verifyVersion(pointerPath)).toMatchObject({ state: 'modified' })
  })

  test('tells where the cache could not restore the file', async () => {
    const { pointerPath, objectPath = '' } = await versioned('hello\n')
    await rm(objectPath)
    expect(await verifyVersion(pointerPath)).toMatchObject({ state: 'unchanged', isCached: false })
    await writeFile(objectPath, 'hel')
    expect(await verifyVersion(pointerPath)).toMatchObject({ state: 'unchanged', isCached: false })
  })

  test.each([
    'outs:\n- md5: d751713988987e9331980363e24189ce.dir\n  hash: md5\n  path: d\n',
    'outs:\n- path: a\n- path: b\n',
    'outs:\n- hash: md5\n  path: a\n',
  ])('refuses %j, which is not of one file', async (text) => {
    const root = await temporaryFolder()
    await initRepository(root)
    await writeFile(join(root, 'x.dvc'), text)
    await expect(verifyVersion(join(root, 'x.dvc'))).rejects.toMatchObject({ code: 'E_VERSION_POINTER_UNSUPPORTED' })
  })

  test.skipIf(!hasGolden).each(['single-file', 'legacy-2x'])(
    'agrees with dvc status on the golden %s (../shared/golden/dvc)',
    async (name) => {
      const golden = readGolden(name)
      const tree: TreeEntry[] = golden.tree
      const folder = await temporaryFolder()
      await writeTree(folder, tree)
      expect(golden.expect.status).toEqual({})
      for (const { path } of tree.filter((entry) => /[^/]\.dvc$/.test(entry.path) && entry.path !== 'repo/d.dvc')) {
        expect(await verifyVersion(join(folder, path)), path).toMatchObject({ state: 'unchanged', isCached: true })
      }
    },
  )
})
