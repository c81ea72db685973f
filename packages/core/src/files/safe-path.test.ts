import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MillraceError } from '../errors/millrace-error.ts'
import { checkRelativePath, resolveInside, safeJoin } from './safe-path.ts'

describe('checkRelativePath', () => {
  it.each(['model.json', 'plots/roc.svg', '.hidden', 'a b/ü-1_(2)', 'console.txt', 'com', '...x', 'a'.repeat(255)])('takes %j', (path) => {
    expect(checkRelativePath(path)).toBe(path)
  })

  it.each([
    '',
    '/etc/passwd',
    '//host/share',
    '..',
    '../a',
    'a/../../b',
    'a/./b',
    'a//b',
    'a/',
    'a\\b',
    '..\\a',
    'C:/a',
    'C:a',
    'a:stream',
    'a\0b',
    'a\nb',
    '\u0085',
    'what?',
    'CON',
    'nul.txt',
    'a/Lpt1',
    'a.',
    'a /b',
    '\ud800',
    'a'.repeat(256),
    'é'.repeat(128),
    'a/'.repeat(600),
  ])('refuses %j', (path) => {
    expect(() => checkRelativePath(path)).toThrow(expect.objectContaining({ code: 'E_PATH_UNSAFE' }) as Error)
  })
})

describe('safeJoin', () => {
  it('joins below the folder', () => {
    expect(safeJoin('models', 'a/b.bin')).toBe(resolve('models/a/b.bin'))
  })

  it('never leaves the folder, whatever the path', () => {
    const part = fc.oneof(fc.constantFrom('..', '.', '', '/', '\\', 'C:', '%2e%2e', '~', '\0'), fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(
        fc.array(part).map((parts) => parts.join('/')),
        (path) => {
          try {
            expect(safeJoin('/models/loan', path).startsWith(`${resolve('/models/loan')}/`)).toBe(true)
          } catch (error) {
            expect(MillraceError.isInstance(error) && error.code).toBe('E_PATH_UNSAFE')
          }
        },
      ),
    )
  })
})

describe.skipIf(process.platform === 'win32')('resolveInside', () => {
  let base: string
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'millrace-'))
    await mkdir(join(base, 'model/data'), { recursive: true })
    await writeFile(join(base, 'model/data/a.bin'), 'a')
    await writeFile(join(base, 'secret'), 's')
    await mkdir(join(base, 'model-other'))
    await writeFile(join(base, 'model-other/a.bin'), 'o')
    await symlink('data/a.bin', join(base, 'model/inside.bin'))
    await symlink('../secret', join(base, 'model/outside'))
    await symlink('../model-other', join(base, 'model/sibling'))
    await symlink('loop', join(base, 'model/loop'))
    await symlink('model', join(base, 'link'))
  })
  afterAll(() => rm(base, { recursive: true }))

  const codeOf = (path: string) => resolveInside(join(base, 'model'), path).then(String, (error: MillraceError) => error.code)

  it('follows links that stay inside, and a root that is itself a link', async () => {
    const real = await resolveInside(join(base, 'model'), 'data/a.bin')
    expect(await resolveInside(join(base, 'link'), 'inside.bin')).toBe(real)
  })

  it('refuses links that lead out, also into a folder whose name only starts alike', async () => {
    expect(await codeOf('outside')).toBe('E_PATH_UNSAFE')
    expect(await codeOf('sibling/a.bin')).toBe('E_PATH_UNSAFE')
  })

  it('says what is missing or cannot be followed', async () => {
    expect(await codeOf('none.bin')).toBe('E_FILE_MISSING')
    expect(await codeOf('data/a.bin/b')).toBe('E_FILE_MISSING')
    expect(await codeOf('loop')).toBe('E_FILE_UNREADABLE')
  })
})
