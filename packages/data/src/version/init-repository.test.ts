import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bytesOf, hasGolden, readGolden, type TreeEntry, temporaryFolder } from '../../test/fixtures/version/golden.ts'
import { initRepository } from './init-repository.ts'

const filesIn = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort()

describe('initRepository', () => {
  test('in a Git work tree makes what dvc init makes', async () => {
    const root = await temporaryFolder()
    await mkdir(join(root, '.git'))
    expect(await initRepository(root)).toEqual({ root, isNew: true })
    expect(await filesIn(root)).toEqual(['.dvcignore', '.gitignore', 'btime', 'config'])
    expect(await readFile(join(root, '.dvc', 'config'), 'utf8')).toBe('')
    expect(await readFile(join(root, '.dvc', '.gitignore'), 'utf8')).toBe('/config.local\n/tmp\n/cache\n')
  })

  test('outside Git makes what dvc init --no-scm makes', async () => {
    const root = await temporaryFolder()
    await initRepository(root)
    expect(await filesIn(root)).toEqual(['.dvcignore', 'btime', 'config'])
    expect(await readFile(join(root, '.dvc', 'config'), 'utf8')).toBe('[core]\n    no_scm = True\n')
  })

  test('follows the caller about Git', async () => {
    const root = await temporaryFolder()
    await initRepository(root, { git: true })
    expect(await readFile(join(root, '.dvc', 'config'), 'utf8')).toBe('')
  })

  test('leaves an existing repository as it is', async () => {
    const root = await temporaryFolder()
    await initRepository(root)
    await writeFile(join(root, '.dvc', 'config'), '[core]\n    remote = x\n')
    await rm(join(root, '.dvcignore'))
    expect(await initRepository(root)).toEqual({ root, isNew: false })
    expect(await readFile(join(root, '.dvc', 'config'), 'utf8')).toBe('[core]\n    remote = x\n')
    expect(await filesIn(root)).not.toContain('.dvcignore')
  })

  test('completes an interrupted one, keeping what is there', async () => {
    const root = await temporaryFolder()
    await mkdir(join(root, '.dvc'))
    await writeFile(join(root, '.dvcignore'), '*.tmp\n')
    expect(await initRepository(root)).toEqual({ root, isNew: true })
    expect(await readFile(join(root, '.dvcignore'), 'utf8')).toBe('*.tmp\n')
  })

  test('is new for one of several calls at the same time', async () => {
    const root = await temporaryFolder()
    const results = await Promise.all(Array.from({ length: 5 }, () => initRepository(root)))
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(1)
  })

  test('refuses what is no folder', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'file'), '')
    await expect(initRepository(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'E_VERSION_FILE_MISSING' })
    await expect(initRepository(join(folder, 'file'))).rejects.toMatchObject({ code: 'E_VERSION_FILE_KIND' })
  })

  test.skipIf(!hasGolden)("writes DVC's own bytes (../shared/golden/dvc)", async () => {
    const root = await temporaryFolder()
    await initRepository(root, { git: true })
    const tree: TreeEntry[] = readGolden('single-file').tree
    for (const path of ['.dvc/config', '.dvc/.gitignore', '.dvcignore']) {
      expect(await readFile(join(root, path))).toEqual(bytesOf(tree.find((entry) => entry.path === `repo/${path}`)!))
    }
  })
})
