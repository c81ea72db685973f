import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readPointerFixtures, temporaryFolder } from '../../test/fixtures/version/golden.ts'
import { ignoreEntry, ignoreInGit } from './git-ignore.ts'

const hasGit = (() => {
  try {
    execFileSync('git', ['--version'])
    return true
  } catch {
    return false
  }
})()

describe('ignoreEntry', () => {
  test.each(readPointerFixtures().names)('spells $name as DVC does', ({ name, gitignore }) => {
    expect(`${ignoreEntry(name)}\n`).toBe(gitignore)
  })

  test('escapes blanks at the end, which Git would cut off', () => {
    expect(ignoreEntry('tr  ')).toBe('/tr\\ \\ ')
  })

  test.skipIf(!hasGit)('hides from Git what it names and nothing else', async () => {
    const folder = await temporaryFolder()
    execFileSync('git', ['init', '-q'], { cwd: folder })
    for (const name of ['!b', '#h', 'a b', 'tr ', 's*r', 'q?x', 'br[1]', 'back\\s', 'é', '"dq"', '  lead']) {
      for (const written of [name, `${name}x`]) await writeFile(join(folder, written), '')
      await writeFile(join(folder, '.gitignore'), '')
      ignoreInGit(join(folder, name))
      const ignored = execFileSync('git', ['ls-files', '-z', '--others', '--ignored', '--exclude-standard'], {
        cwd: folder,
        encoding: 'utf8',
      })
      expect(ignored).toBe(`${name}\0`)
    }
  })
})

describe('ignoreInGit', () => {
  async function ignoredAfter(before: string | undefined, ...names: readonly string[]): Promise<string> {
    const folder = await temporaryFolder()
    if (before !== undefined) await writeFile(join(folder, '.gitignore'), before)
    for (const name of names) ignoreInGit(join(folder, name))
    return readFile(join(folder, '.gitignore'), 'utf8')
  }

  test('makes the file or adds to its end', async () => {
    expect(await ignoredAfter(undefined, 'a', 'b')).toBe('/a\n/b\n')
    expect(await ignoredAfter('*.log\n', 'a')).toBe('*.log\n/a\n')
  })

  test('begins a line of its own where the last has no end', async () => {
    expect(await ignoredAfter('*.log', 'a')).toBe('*.log\n/a\n')
  })

  test('adds nothing where the line is there, however lines end', async () => {
    expect(await ignoredAfter('/a\n', 'a')).toBe('/a\n')
    expect(await ignoredAfter('/a\r\n/b\r\n', 'a', 'b')).toBe('/a\r\n/b\r\n')
    expect(await ignoredAfter('/ab\n', 'a')).toBe('/ab\n/a\n')
  })
})
