import { chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bytesOf, hasGolden, readGolden, type TreeEntry, temporaryFolder, writeTree } from '../../test/fixtures/version/golden.ts'
import { checkout } from './checkout.ts'
import { initRepository } from './init-repository.ts'
import { version } from './version.ts'

async function versioned(text: string, mode = 0o644) {
  const root = await temporaryFolder()
  await initRepository(root)
  await mkdir(join(root, 'sub'))
  await writeFile(join(root, 'sub', 'a.txt'), text)
  await chmod(join(root, 'sub', 'a.txt'), mode)
  return version(join(root, 'sub', 'a.txt'))
}

describe('checkout', () => {
  test('restores a missing file, writable', async () => {
    const { path, pointerPath } = await versioned('hello\n')
    await rm(path)
    expect(await checkout(pointerPath)).toEqual({ path, state: 'restored' })
    expect(await readFile(path, 'utf8')).toBe('hello\n')
    expect((await stat(path)).mode & 0o777).toBe(0o666 & ~process.umask())
  })

  test('restores the right to execute, for the owner', async () => {
    const { path, pointerPath } = await versioned('#!/bin/sh\n', 0o755)
    await rm(path)
    await checkout(pointerPath)
    expect((await stat(path)).mode & 0o777).toBe((0o666 & ~process.umask()) | 0o100)
  })

  test('leaves an unchanged file alone', async () => {
    const { path, pointerPath } = await versioned('hello\n')
    const { ino } = await stat(path)
    expect(await checkout(pointerPath)).toEqual({ path, state: 'unchanged' })
    expect((await stat(path)).ino).toBe(ino)
  })

  test('goes back to an older pointer when the newer content is in the cache', async () => {
    const { path, pointerPath } = await versioned('hello\n')
    const older = await readFile(pointerPath)
    await writeFile(path, 'bye\n')
    await version(path)
    await writeFile(pointerPath, older)
    expect(await checkout(pointerPath)).toMatchObject({ state: 'restored' })
    expect(await readFile(path, 'utf8')).toBe('hello\n')
  })

  test('refuses to lose content that no object holds, or holds no more, unless it is told to', async () => {
    const { path, pointerPath } = await versioned('hello\n')
    const older = await readFile(pointerPath)
    await writeFile(path, 'bye\n')
    await expect(checkout(pointerPath)).rejects.toMatchObject({ code: 'E_VERSION_UNSAVED_CHANGES' })
    const { objectPath = '' } = await version(path)
    await chmod(objectPath, 0o644)
    await writeFile(objectPath, 'BYE\n')
    await chmod(objectPath, 0o444)
    await writeFile(pointerPath, older)
    await expect(checkout(pointerPath)).rejects.toMatchObject({ code: 'E_VERSION_UNSAVED_CHANGES' })
    expect(await readFile(path, 'utf8')).toBe('bye\n')
    expect(await checkout(pointerPath, { overwrite: true })).toMatchObject({ state: 'restored' })
    expect(await readFile(path, 'utf8')).toBe('hello\n')
  })

  test('never restores a damaged object, however it is protected', async () => {
    const { path, pointerPath, objectPath = '' } = await versioned('hello\n')
    await rm(path)
    for (const damage of ['HELLO\n', 'hel']) {
      await chmod(objectPath, 0o644)
      await writeFile(objectPath, damage)
      await chmod(objectPath, 0o444)
      await expect(checkout(pointerPath)).rejects.toMatchObject({ code: 'E_VERSION_OBJECT_DAMAGED' })
    }
    expect(await readdir(join(path, '..'))).toEqual(['a.txt.dvc'])
  })

  test('says which content is missing', async () => {
    const { path, pointerPath, objectPath = '', md5 } = await versioned('hello\n')
    await rm(path)
    await rm(objectPath)
    await expect(checkout(pointerPath)).rejects.toMatchObject({ code: 'E_VERSION_OBJECT_MISSING', details: { md5 } })
  })

  test('makes folders that are gone, and puts a file in the place of a dangling link', async () => {
    const { path, pointerPath } = await versioned('hello\n')
    const root = join(path, '..', '..')
    await writeFile(join(root, 'b.dvc'), (await readFile(pointerPath, 'utf8')).replace('a.txt', 'gone/deep/b'))
    await checkout(join(root, 'b.dvc'))
    expect(await readFile(join(root, 'gone', 'deep', 'b'), 'utf8')).toBe('hello\n')
    await rm(path)
    await symlink('nowhere', path)
    await checkout(pointerPath)
    expect(await readFile(path, 'utf8')).toBe('hello\n')
  })

  test.each(['../../outside.txt', '/outside.txt', '../.dvc/config', '../linked/x'])('a pointer cannot lead it to %s', async (target) => {
    const { pointerPath, repository } = await versioned('hello\n')
    await symlink('/', join(repository, 'linked'))
    await writeFile(pointerPath, (await readFile(pointerPath, 'utf8')).replace('path: a.txt', `path: ${target}`))
    await expect(checkout(pointerPath, { repository })).rejects.toMatchObject({ code: 'E_VERSION_PATH_INVALID' })
  })

  test('refuses a directory in the place of the file', async () => {
    const { path, pointerPath } = await versioned('hello\n')
    await rm(path)
    await mkdir(path)
    await expect(checkout(pointerPath)).rejects.toMatchObject({ code: 'E_VERSION_FILE_KIND' })
  })

  test.skipIf(!hasGolden).each(['single-file', 'legacy-2x'])(
    'restores every file of the golden %s (../shared/golden/dvc)',
    async (name) => {
      const tree: TreeEntry[] = readGolden(name).tree
      const folder = await temporaryFolder()
      await writeTree(folder, tree)
      for (const { path } of tree.filter((entry) => /[^/]\.dvc$/.test(entry.path) && entry.path !== 'repo/d.dvc')) {
        const dataPath = path.replace(/\.dvc$/, '')
        await rm(join(folder, dataPath))
        await checkout(join(folder, path))
        expect(await readFile(join(folder, dataPath)), path).toEqual(bytesOf(tree.find((entry) => entry.path === dataPath)!))
      }
    },
  )
})
