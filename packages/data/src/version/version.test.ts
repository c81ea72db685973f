import { execFileSync } from 'node:child_process'
import { chmod, link, mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bytesOf, hasGolden, readGolden, type TreeEntry, temporaryFolder, writeTree } from '../../test/fixtures/version/golden.ts'
import { initRepository } from './init-repository.ts'
import { blockSize } from './read-blocks.ts'
import { version } from './version.ts'

const hello = 'b1946ac92492d2347c6235b4d2611184'

async function repositoryWith(files: Readonly<Record<string, string>>, options: { readonly git?: boolean } = {}): Promise<string> {
  const root = await temporaryFolder()
  if (options.git) await mkdir(join(root, '.git'))
  await initRepository(root)
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  return root
}

const filesBelow = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort()

describe('version', () => {
  test('writes pointer, object and ignore entry, and returns where they are', async () => {
    const root = await repositoryWith({ 'sub/a.txt': 'hello\n' }, { git: true })
    const path = join(root, 'sub', 'a.txt')
    const made = await version(path)
    const objectPath = join(root, '.dvc', 'cache', 'files', 'md5', 'b1', hello.slice(2))
    expect(made).toEqual({
      digest: `md5:${hello}`,
      md5: hello,
      sizeBytes: 6,
      path,
      pointerPath: `${path}.dvc`,
      objectPath,
      repository: root,
      isExecutable: false,
      isChanged: true,
    })
    expect(Object.isFrozen(made)).toBe(true)
    expect(await readFile(`${path}.dvc`, 'utf8')).toBe(`outs:\n- md5: ${hello}\n  size: 6\n  hash: md5\n  path: a.txt\n`)
    expect(await readFile(objectPath, 'utf8')).toBe('hello\n')
    expect((await stat(objectPath)).mode & 0o7777).toBe(0o444)
    expect(await readFile(join(root, 'sub', '.gitignore'), 'utf8')).toBe('/a.txt\n')
  })

  test('a second call changes nothing', async () => {
    const root = await repositoryWith({ 'a.txt': 'hello\n' }, { git: true })
    await version(join(root, 'a.txt'))
    const past = new Date(1e12)
    for (const path of await filesBelow(root)) await utimes(join(root, path), past, past)
    expect((await version(join(root, 'a.txt'))).isChanged).toBe(false)
    for (const path of await filesBelow(root)) expect((await stat(join(root, path))).mtime, path).toEqual(past)
  })

  test('new content updates the pointer, keeps its comments and mode, and keeps the old object', async () => {
    const root = await repositoryWith({ 'a.txt': 'hello\n' })
    const path = join(root, 'a.txt')
    const first = await version(path)
    await writeFile(`${path}.dvc`, `# loans\n${await readFile(`${path}.dvc`, 'utf8')}  desc: mine\n`)
    await chmod(`${path}.dvc`, 0o600)
    await writeFile(path, 'bye\n')
    const second = await version(path)
    expect(await readFile(`${path}.dvc`, 'utf8')).toBe(
      `# loans\nouts:\n- md5: ${second.md5}\n  size: 4\n  hash: md5\n  path: a.txt\n  desc: mine\n`,
    )
    expect((await stat(`${path}.dvc`)).mode & 0o777).toBe(0o600)
    expect(await readFile(first.objectPath ?? '', 'utf8')).toBe('hello\n')
  })

  test('records that a file may be executed', async () => {
    const root = await repositoryWith({ 'run.sh': '#!/bin/sh\n' })
    await chmod(join(root, 'run.sh'), 0o645)
    expect((await version(join(root, 'run.sh'))).isExecutable).toBe(true)
    expect(await readFile(join(root, 'run.sh.dvc'), 'utf8')).toContain('  isexec: true\n  hash: md5\n')
    expect((await stat(join(root, 'run.sh'))).mode & 0o777).toBe(0o645)
  })

  test('writes no ignore entry outside Git, nor for a pointer with cache: false, whose content is not stored either', async () => {
    const outside = await repositoryWith({ 'a.txt': 'hello\n' })
    await version(join(outside, 'a.txt'))
    expect(await filesBelow(outside)).not.toContain('.gitignore')

    const root = await repositoryWith({ 'a.txt': 'hello\n', 'a.txt.dvc': 'outs:\n- path: a.txt\n  cache: false\n' }, { git: true })
    expect((await version(join(root, 'a.txt'))).objectPath).toBeUndefined()
    expect(await filesBelow(root)).toEqual(['.dvc/.gitignore', '.dvc/config', '.dvc/tmp/btime', '.dvcignore', 'a.txt', 'a.txt.dvc'])
  })

  test('stores in the cache that the configuration names, its folders open to the group where it is shared', async () => {
    const root = await repositoryWith({ 'a.txt': 'hello\n', '.dvc/config': '[cache]\n    dir = ../store\n    shared = group\n' })
    expect((await version(join(root, 'a.txt'))).objectPath).toBe(join(root, 'store', 'files', 'md5', 'b1', hello.slice(2)))
    for (const folder of ['store', 'store/files', 'store/files/md5', 'store/files/md5/b1']) {
      expect((await stat(join(root, folder))).mode & 0o7777, folder).toBe(0o2775)
    }
  })

  test('an entry of DVC 2 stays one while its content does, and its object keeps its place', async () => {
    const legacy = 'outs:\n- md5: e5ebd4c02cefbe7955977c67ada242b7\n  size: 10\n  path: crlf.csv\n'
    const root = await repositoryWith({ 'crlf.csv': 'a,b\r\n1,2\r\n', 'crlf.csv.dvc': legacy })
    const kept = await version(join(root, 'crlf.csv'))
    expect(kept).toMatchObject({ digest: 'md5:b202f333fba4fd38d4b8e5e693077aab', isChanged: false })
    expect(kept.objectPath).toBe(join(root, '.dvc', 'cache', 'e5', 'ebd4c02cefbe7955977c67ada242b7'))
    expect(await readFile(kept.objectPath ?? '', 'utf8')).toBe('a,b\r\n1,2\r\n')

    await writeFile(join(root, 'crlf.csv'), 'a,b\r\n1,3\r\n')
    const { md5 } = await version(join(root, 'crlf.csv'))
    expect(await readFile(join(root, 'crlf.csv.dvc'), 'utf8')).toBe(`outs:\n- md5: ${md5}\n  size: 10\n  path: crlf.csv\n  hash: md5\n`)
  })

  test('keeps a sound object, and replaces one that was cut short or written into', async () => {
    const root = await repositoryWith({ 'a.txt': 'hello\n' })
    const { objectPath = '' } = await version(join(root, 'a.txt'))
    const { ino } = await stat(objectPath)
    await chmod(objectPath, 0o644)
    await version(join(root, 'a.txt'))
    expect((await stat(objectPath)).ino).toBe(ino)

    for (const [damage, mode] of [
      ['hel', 0o444],
      ['HELLO\n', 0o644],
    ] as const) {
      await chmod(objectPath, 0o644)
      await writeFile(objectPath, damage)
      await chmod(objectPath, mode)
      await version(join(root, 'a.txt'))
      expect(await readFile(objectPath, 'utf8')).toBe('hello\n')
    }
  })

  test('leaves nothing half done when it is aborted', async () => {
    const root = await repositoryWith({ 'a.bin': 'x'.repeat(4 * blockSize) }, { git: true })
    const before = await filesBelow(root)
    const reason = new Error('enough')
    const controller = new AbortController()
    const progress = ({ task }: { task: string }) => task === 'hash a.bin' && controller.abort(reason)
    await expect(version(join(root, 'a.bin'), { signal: controller.signal, progress })).rejects.toBe(reason)
    expect(await filesBelow(root)).toEqual(before)
  })

  test('makes no version of a file that changes while it is read', async () => {
    const root = await repositoryWith({ 'a.bin': 'x'.repeat(blockSize) })
    const before = await filesBelow(root)
    const progress = ({ task }: { task: string }) => {
      if (task === 'hash a.bin') execFileSync('sh', ['-c', `printf y >> '${join(root, 'a.bin')}'`])
    }
    await expect(version(join(root, 'a.bin'), { progress })).rejects.toMatchObject({ code: 'E_VERSION_FILE_CHANGED' })
    expect(await filesBelow(root)).toEqual(before)
  })

  test('calls at the same time succeed, for one file and for many', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `f${index % 4}.txt`)
    const root = await repositoryWith(Object.fromEntries(names.map((name) => [name, `${name}\n`])), { git: true })
    await Promise.all(names.map((name) => version(join(root, name))))
    expect((await readFile(join(root, '.gitignore'), 'utf8')).trim().split('\n').sort()).toEqual([
      '/f0.txt',
      '/f1.txt',
      '/f2.txt',
      '/f3.txt',
    ])
    expect((await filesBelow(root)).filter((path) => path.endsWith('.tmp'))).toEqual([])
    for (const name of names) expect((await version(join(root, name))).isChanged).toBe(false)
  })

  test('refuses a link, but not the one that DVC itself makes into the cache', async () => {
    const root = await repositoryWith({ 'a.txt': 'hello\n' })
    const { objectPath = '' } = await version(join(root, 'a.txt'))
    await symlink('a.txt', join(root, 'b.txt'))
    await expect(version(join(root, 'b.txt'))).rejects.toMatchObject({ code: 'E_VERSION_FILE_KIND', details: { kind: 'symbolic link' } })
    await symlink(objectPath, join(root, 'c.txt'))
    await link(objectPath, join(root, 'd.txt'))
    expect((await version(join(root, 'c.txt'))).md5).toBe(hello)
    expect((await version(join(root, 'd.txt'))).md5).toBe(hello)
  })

  test('refuses a directory, a missing file, and a place without a repository', async () => {
    const root = await repositoryWith({ 'sub/a.txt': '' })
    await expect(version(join(root, 'sub'))).rejects.toMatchObject({ code: 'E_VERSION_FILE_KIND', details: { kind: 'directory' } })
    await expect(version(join(root, 'b.txt'))).rejects.toMatchObject({ code: 'E_VERSION_FILE_MISSING' })
    const elsewhere = await temporaryFolder()
    await writeFile(join(elsewhere, 'a.txt'), '')
    await expect(version(join(elsewhere, 'a.txt'))).rejects.toMatchObject({ code: 'E_VERSION_REPOSITORY_MISSING' })
  })

  test.each([
    ['E_VERSION_POINTER_UNSUPPORTED', 'deps:\n- path: s3://b/a.txt\nouts:\n- path: a.txt\n'],
    ['E_VERSION_POINTER_UNSUPPORTED', 'outs:\n- path: a.txt\n- path: b.txt\n'],
    ['E_VERSION_POINTER_UNSUPPORTED', 'outs:\n- path: b.txt\n'],
    ['E_VERSION_POINTER_INVALID', 'outs:\n- path: a.txt\n  rows: 3\n'],
  ])('refuses with %s to overwrite %j', async (code, text) => {
    const root = await repositoryWith({ 'a.txt': 'hello\n', 'a.txt.dvc': text })
    await expect(version(join(root, 'a.txt'))).rejects.toMatchObject({ code })
    expect(await readFile(join(root, 'a.txt.dvc'), 'utf8')).toBe(text)
  })

  test('an empty pointer counts as none', async () => {
    const root = await repositoryWith({ 'a.txt': 'hello\n', 'a.txt.dvc': '' })
    await version(join(root, 'a.txt'))
    expect(await readFile(join(root, 'a.txt.dvc'), 'utf8')).toContain(hello)
  })

  test.skipIf(!hasGolden)("makes DVC's own repository of 30 files (../shared/golden/dvc)", async () => {
    const tree: TreeEntry[] = readGolden('single-file').tree
    const isPointer = ({ path }: TreeEntry) => /[^/]\.dvc$/.test(path)
    const isObject = ({ path }: TreeEntry) => path.startsWith('repo/.dvc/cache/')
    const isIgnore = ({ path }: TreeEntry) => path.endsWith('.gitignore') && !path.startsWith('repo/.dvc/')
    const data = tree.filter((entry) => !isPointer(entry) && !isIgnore(entry) && !entry.path.startsWith('repo/.dvc'))
    const folder = await temporaryFolder()
    await writeTree(folder, data)
    await mkdir(join(folder, 'repo', '.git'))
    await initRepository(join(folder, 'repo'))
    for (const { path } of data) await version(join(folder, path))

    expect(tree.filter(isPointer)).toHaveLength(30)
    for (const entry of tree.filter((entry) => isPointer(entry) || isObject(entry))) {
      expect(await readFile(join(folder, entry.path)), entry.path).toEqual(bytesOf(entry))
      expect((await stat(join(folder, entry.path))).mode & 0o777, entry.path).toBe(Number.parseInt(entry.mode ?? '', 8))
    }
    const lines = async (entry: TreeEntry) => new Set((await readFile(join(folder, entry.path), 'utf8')).split('\n'))
    for (const entry of tree.filter(isIgnore)) {
      expect(await lines(entry)).toEqual(new Set(bytesOf(entry).toString().replace('/tr \n', '/tr\\ \n').split('\n')))
    }
    const expected = tree.map(({ path }) => path.slice('repo/'.length)).concat('.dvc/tmp/btime')
    expect(await filesBelow(join(folder, 'repo'))).toEqual(expected.sort())
  })
})
