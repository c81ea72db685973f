import { mkdir, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../../test/fixtures/version/golden.ts'
import { initRepository } from './init-repository.ts'
import { openRepository } from './repository.ts'

async function repositoryWith(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await temporaryFolder()
  await initRepository(root)
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true })
    await writeFile(join(root, path), text)
  }
  return root
}

describe('openRepository', () => {
  test('finds the nearest .dvc folder upwards', async () => {
    const root = await repositoryWith({ 'a/b/c.txt': '' })
    await mkdir(join(root, 'a', '.dvc'))
    expect((await openRepository(join(root, 'a', 'b'))).root).toBe(join(root, 'a'))
    expect((await openRepository(root)).root).toBe(root)
  })

  test('takes the root that the caller names', async () => {
    const root = await repositoryWith({ 'a/b.txt': '' })
    await mkdir(join(root, 'a', '.dvc'))
    expect((await openRepository(join(root, 'a'), root)).root).toBe(root)
  })

  test('refuses a place without a repository, and a named root that is none', async () => {
    const folder = await temporaryFolder()
    await expect(openRepository(folder)).rejects.toMatchObject({ code: 'E_VERSION_REPOSITORY_MISSING' })
    await expect(openRepository(folder, folder)).rejects.toMatchObject({ code: 'E_VERSION_REPOSITORY_MISSING' })
  })

  test('uses Git where there is a work tree, unless DVC is told not to', async () => {
    const root = await repositoryWith({})
    await mkdir(join(root, '.git'))
    expect((await openRepository(root)).usesGit).toBe(false)
    await writeFile(join(root, '.dvc', 'config'), '')
    expect((await openRepository(root)).usesGit).toBe(true)
  })

  test.each([
    ['[cache]\n    dir = ../store\n', (root: string) => join(root, 'store')],
    ['[cache]\n    dir = /srv/cache\n', () => '/srv/cache'],
    ['[cache]\n    dir = "a b, c"\n', (root: string) => join(root, '.dvc', 'a b, c')],
    ['[cache]\n    dir = ~/cache\n', () => join(homedir(), 'cache')],
    ['[core]\n    remote = x\n', (root: string) => join(root, '.dvc', 'cache')],
  ])('with configuration %j the cache lies where DVC has it', async (text, expected) => {
    const root = await repositoryWith({ '.dvc/config': text })
    expect((await openRepository(root)).cacheFolder).toBe(expected(root))
  })

  test('config.local comes over config, config over the user, the user over the system', async () => {
    const root = await repositoryWith({
      'system/config': '[cache]\n    dir = /system\n    shared = group\n',
      'user/config': '[cache]\n    dir = /user\n',
    })
    vi.stubEnv('DVC_SYSTEM_CONFIG_DIR', join(root, 'system'))
    vi.stubEnv('DVC_GLOBAL_CONFIG_DIR', join(root, 'user'))
    expect(await openRepository(root)).toMatchObject({ cacheFolder: '/user', isGroupShared: true })
    await writeFile(join(root, '.dvc', 'config'), '[cache]\n    dir = /repository\n')
    await writeFile(join(root, '.dvc', 'config.local'), '[cache]\n    dir = /local\n')
    expect((await openRepository(root)).cacheFolder).toBe('/local')
  })

  test('refuses a configuration that DVC refuses', async () => {
    const root = await repositoryWith({ '.dvc/config': '[core]\n    no_scm = yes\n' })
    await expect(openRepository(root)).rejects.toMatchObject({ code: 'E_VERSION_CONFIG_INVALID' })
  })
})
