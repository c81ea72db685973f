import { lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FolderEntry, type WriteFolderOptions, writeFolderAtomically } from './write-folder.ts'

let base: string
let target: string
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'millrace-'))
  target = join(base, 'model')
})
afterEach(() => rm(base, { recursive: true }))

const entries = [
  { path: 'model.json', content: '{"é":1}' },
  { path: 'data/trees.bin', content: Uint8Array.of(1, 2, 3) },
]
const overwrite = { marker: 'model.json' }
const codeOf = (files: Iterable<FolderEntry>, options?: Omit<WriteFolderOptions, 'entries'>) =>
  writeFolderAtomically(target, { entries: files, ...options }).then(
    () => 'written',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  )

describe('writeFolderAtomically', () => {
  it('writes text and bytes, with folders above and below, and leaves nothing beside it', async () => {
    target = join(base, 'a/b/model')
    await writeFolderAtomically(target, { entries })
    expect(await readFile(join(target, 'model.json'), 'utf8')).toBe('{"é":1}')
    expect([...(await readFile(join(target, 'data/trees.bin')))]).toEqual([1, 2, 3])
    expect(await readdir(join(base, 'a/b'))).toEqual(['model'])
  })

  it('makes the folder as readable as any other', async () => {
    await mkdir(join(base, 'other'))
    await writeFolderAtomically(target, { entries })
    expect((await stat(target)).mode).toBe((await stat(join(base, 'other'))).mode)
  })

  it('refuses what exists, and changes nothing', async () => {
    await writeFolderAtomically(target, { entries })
    expect(await codeOf([{ path: 'model.json', content: 'new' }])).toBe('E_FOLDER_EXISTS')
    expect(await readFile(join(target, 'model.json'), 'utf8')).toBe('{"é":1}')
    expect(await readdir(base)).toEqual(['model'])
  })

  it('replaces a folder of the same kind as a whole', async () => {
    await writeFolderAtomically(target, { entries })
    await writeFolderAtomically(target, { entries: [{ path: 'model.json', content: 'new' }], overwrite })
    expect(await readdir(target)).toEqual(['model.json'])
    expect(await readdir(base)).toEqual(['model'])
  })

  it('replaces an empty folder when overwriting', async () => {
    await mkdir(target)
    expect(await codeOf(entries)).toBe('E_FOLDER_EXISTS')
    expect(await codeOf(entries, { overwrite })).toBe('written')
  })

  it('never replaces a folder of another kind, a file or a link', async () => {
    await mkdir(target)
    await writeFile(join(target, 'thesis.tex'), 'precious')
    expect(await codeOf(entries, { overwrite })).toBe('E_FOLDER_EXISTS')
    expect(await readdir(target)).toEqual(['thesis.tex'])

    target = join(base, 'file')
    await writeFile(target, 'precious')
    expect(await codeOf(entries, { overwrite })).toBe('E_FOLDER_EXISTS')

    target = join(base, 'link')
    await symlink('model', target)
    expect(await codeOf(entries, { overwrite })).toBe('E_FOLDER_EXISTS')
    expect((await lstat(target)).isSymbolicLink()).toBe(true)
  })

  it.each([
    ['leads out', [{ path: '../a', content: '' }], 'E_PATH_UNSAFE'],
    ['stands twice', [...entries, { path: 'MODEL.json', content: '' }], 'E_PATH_UNSAFE'],
    ['is a file and a folder', [...entries, { path: 'data', content: '' }], 'E_FILE_UNWRITABLE'],
  ])('writes nothing when a path %s', async (_, wrong, code) => {
    expect(await codeOf(wrong)).toBe(code)
    expect(await readdir(base)).toEqual([])
  })

  it('leaves the old folder when its entries fail half way, or the signal stops it', async () => {
    await writeFolderAtomically(target, { entries })
    const controller = new AbortController()
    function* failing(act: () => void) {
      yield { path: 'model.json', content: 'new' }
      act()
      yield { path: 'b', content: 'b' }
    }
    const fail = () => {
      throw new TypeError('no more')
    }
    expect(await codeOf(failing(fail), { overwrite })).toBe('no more')
    const stop = () => controller.abort(new Error('stopped'))
    expect(await codeOf(failing(stop), { overwrite, signal: controller.signal })).toBe('stopped')
    expect(await readFile(join(target, 'model.json'), 'utf8')).toBe('{"é":1}')
    expect(await readdir(base)).toEqual(['model'])
  })

  it('lets one of several writers win, with a whole folder', async () => {
    const writers = ['a', 'b', 'c', 'd'].map((name) => codeOf(['name', 'again'].map((path) => ({ path, content: name }))))
    expect((await Promise.all(writers)).sort()).toEqual(['E_FOLDER_EXISTS', 'E_FOLDER_EXISTS', 'E_FOLDER_EXISTS', 'written'])
    expect(await readFile(join(target, 'name'), 'utf8')).toBe(await readFile(join(target, 'again'), 'utf8'))
    expect(await readdir(base)).toEqual(['model'])
  })

  it('says where it could not write', async () => {
    await writeFile(join(base, 'file'), '')
    target = join(base, 'file/model')
    await expect(writeFolderAtomically(target, { entries })).rejects.toMatchObject({ code: 'E_FILE_UNWRITABLE', details: { path: target } })
  })
})
