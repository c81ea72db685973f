import { mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { writeFolderAtomically } from './write-folder.ts'

vi.mock(import('node:fs/promises'), async (original) => {
  const real = await original()
  return { ...real, rename: vi.fn(real.rename) }
})

it('puts the old folder back when the new one cannot take its place', async () => {
  const base = await mkdtemp(join(tmpdir(), 'millrace-'))
  const target = join(base, 'model')
  await writeFolderAtomically(target, { entries: [{ path: 'model.json', content: 'old' }] })
  const { rename: real } = await vi.importActual<typeof import('node:fs/promises')>('node:fs/promises')
  vi.mocked(rename).mockImplementationOnce(real)
  vi.mocked(rename).mockRejectedValueOnce(Object.assign(new Error('EIO: i/o error, rename'), { code: 'EIO' }))

  const writing = writeFolderAtomically(target, { entries: [{ path: 'model.json', content: 'new' }], overwrite: { marker: 'model.json' } })
  await expect(writing).rejects.toMatchObject({ code: 'E_FILE_UNWRITABLE', details: { path: target, system: 'EIO' } })
  expect(await readFile(join(target, 'model.json'), 'utf8')).toBe('old')
  expect(await readdir(base)).toEqual(['model'])
  await rm(base, { recursive: true })
})
