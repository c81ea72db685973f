import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/fixtures/version/golden.ts'
import { initRepository } from './init-repository.ts'
import { locateFile } from './locate-file.ts'

async function repository(): Promise<string> {
  const root = join(await temporaryFolder(), 'repository')
  await mkdir(join(root, 'sub'), { recursive: true })
  await initRepository(root)
  return root
}

const refused = (reason: RegExp) => ({ code: 'E_VERSION_PATH_INVALID', message: expect.stringMatching(reason) })

describe('locateFile', () => {
  test('finds the repository of a file, also of one that is not there yet', async () => {
    const root = await repository()
    const { path, repository: found } = await locateFile(join(root, 'not', 'yet', 'a.csv'))
    expect([path, found.root]).toEqual([join(root, 'not', 'yet', 'a.csv'), root])
  })

  test.each([
    ['', /no file name/],
    ['sub/', /no file name/],
    ['a\ud800.csv', /UTF-8/],
    ['a\nb', /line break/],
    ['a\rb', /line break/],
    ['a\0b', /NUL/],
    ['a.csv.dvc', /belongs to DVC/],
    ['dvc.yaml', /belongs to DVC/],
    ['sub/dvc.lock', /belongs to DVC/],
    ['.gitignore', /belongs to DVC/],
    ['.dvcignore', /belongs to DVC/],
    ['.dvc/config', /folder of DVC/],
    ['.git/x', /folder of DVC/],
    ['sub/.git/x', /folder of DVC/],
    ['../outside.csv', /outside the repository/],
  ])('refuses %j', async (name, reason) => {
    const root = await repository()
    await expect(locateFile(name === '' ? '' : `${root}/${name}`, root)).rejects.toMatchObject(refused(reason))
  })

  test('refuses a way through a linked folder inside the repository, not one that leads to the repository', async () => {
    const root = await repository()
    await symlink('sub', join(root, 'linked'))
    await expect(locateFile(join(root, 'linked', 'a.csv'))).rejects.toMatchObject(refused(/symbolic link/))
    await symlink(root, `${root}-link`)
    expect((await locateFile(join(`${root}-link`, 'sub', 'a.csv'))).repository.root).toBe(`${root}-link`)
  })

  test('refuses a file of a versioned directory', async () => {
    const root = await repository()
    await writeFile(join(root, 'sub.dvc'), '')
    await expect(locateFile(join(root, 'sub', 'deep', 'a.csv'))).rejects.toMatchObject(refused(/versioned directory/))
    await expect(locateFile(join(root, 'subs.csv'))).resolves.toBeDefined()
  })
})
