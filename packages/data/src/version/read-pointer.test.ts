import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bytesOf, hasGolden, readGolden, readPointerFixtures, type TreeEntry, temporaryFolder } from '../../test/fixtures/version/golden.ts'
import { parsePointer, readPointer } from './read-pointer.ts'

const md5 = 'a730317f6fe3b857ee65094404e0ae9f'
const read = (text: string) => parsePointer(text, '/data/loans.csv.dvc')
const refusal = (reason: RegExp) => expect.objectContaining({ code: 'E_VERSION_POINTER_INVALID', message: expect.stringMatching(reason) })

describe('readPointer', () => {
  test('reads an entry of DVC 3', () => {
    expect(read(`outs:\n- md5: ${md5}\n  size: 16\n  isexec: true\n  hash: md5\n  path: loans.csv\n`)).toEqual({
      pointerPath: '/data/loans.csv.dvc',
      isImport: false,
      isFrozen: false,
      entries: [
        {
          path: 'loans.csv',
          filePath: '/data/loans.csv',
          hashKind: 'md5',
          md5,
          sizeBytes: 16,
          isDirectory: false,
          isExecutable: true,
          isCached: true,
          isCloudVersioned: false,
          labels: [],
        },
      ],
    })
  })

  test('an entry without hash is of DVC 2', () => {
    expect(read(`outs:\n- md5: ${md5}\n  path: loans.csv\n`).entries[0]).toMatchObject({ hashKind: 'md5-dos2unix', md5 })
  })

  test('reads annotations, flags and a working folder', () => {
    const pointer = read(
      `desc: top\nmeta: {a: 1}\nfrozen: true\nwdir: sub\nouts:\n- {path: x, hash: md5, desc: d, type: t, labels: [l], meta: [1], cache: false}\n`,
    )
    expect(pointer).toMatchObject({ description: 'top', meta: { a: 1 }, isFrozen: true })
    expect(pointer.entries[0]).toMatchObject({
      filePath: '/data/sub/x',
      description: 'd',
      type: 't',
      labels: ['l'],
      meta: [1],
      isCached: false,
    })
    expect(pointer.entries[0]?.md5).toBeUndefined()
  })

  test('tells directories, imports and cloud versions', () => {
    const directory = read(`outs:\n- md5: ${md5}.dir\n  nfiles: 3\n  hash: md5\n  path: d\n`)
    expect(directory.entries[0]).toMatchObject({ isDirectory: true, md5, fileCount: 3 })
    expect(read(`deps:\n- path: s3://b/x\nouts:\n- path: x\n  hash: md5\n`).isImport).toBe(true)
    const cloud = read(`outs:\n- md5: ${md5}\n  hash: md5\n  path: x\n  cloud:\n    r:\n      etag: abc\n      version_id: v\n`)
    expect(cloud.entries[0]?.isCloudVersioned).toBe(true)
  })

  test('takes a digest in any case, and one of digits that lost its quotes by its spelling', () => {
    expect(read(`outs:\n- md5: ${md5.toUpperCase()}\n  path: x\n`).entries[0]?.md5).toBe(md5)
    for (const digits of ['01234567890123456789012345678901', '1234567890123456789012345678e012']) {
      expect(read(`outs:\n- md5: ${digits}\n  path: x\n`).entries[0]?.md5).toBe(digits)
    }
  })

  test('reads back the path of every name that DVC writes', () => {
    for (const { name, pointer } of readPointerFixtures().names) expect(read(pointer).entries[0]?.path).toBe(name)
  })

  test('is frozen to the bottom', () => {
    const pointer = read(`meta: {a: {b: 1}}\nouts:\n- path: x\n`)
    expect([pointer, pointer.entries, pointer.entries[0], (pointer.meta as { a: object }).a].every(Object.isFrozen)).toBe(true)
  })

  test('refuses what DVC refuses, and says where', () => {
    const broken: readonly (readonly [text: string, reason: RegExp])[] = [
      ['', /./],
      ['- 1\n', /./],
      ['outs: []\n', /outs/],
      ['outs:\n- md5: abc\n  path: x\n', /outs\.0\.md5: not an MD5/],
      ['outs:\n- path: x\n  rows: 3\n', /outs\.0: .*rows/],
      ['outs:\n- path: x\ncmd: ls\n', /cmd/],
      ['outs:\n- md5: ../../../../etc/passwd\n  path: x\n', /outs\.0\.md5/],
      ['outs:\n- size: -1\n  path: x\n', /outs\.0\.size/],
      ['outs:\n- size: 1.5\n  path: x\n', /outs\.0\.size/],
      ['outs:\n- size: 9007199254740993\n  path: x\n', /outs\.0\.size/],
      ['outs:\n- path: 3\n', /outs\.0\.path/],
      ['outs:\n- size: 1\n', /outs\.0\.path/],
      ['outs:\n- path: x\n  hash: sha256\n', /hash "sha256"/],
      ['outs:\n- path: x\n  path: y\n', /unique/],
      ['outs:\n- path: x\n---\nouts: []\n', /./],
      ['outs: [\n', /./],
      ['outs: *nothing\n', /./],
      ['['.repeat(20_000), /./],
      [`a: &a [x, x]\nb: &b [${'*a, '.repeat(50)}]\nc: &c [${'*b, '.repeat(50)}]\nouts: [${'*c, '.repeat(50)}]\n`, /./],
    ]
    for (const [text, reason] of broken) expect(() => read(text), text.slice(0, 60)).toThrow(refusal(reason))
  })

  test('a key called __proto__ in meta is data', () => {
    const { meta } = read('meta:\n  __proto__: {polluted: 1}\nouts:\n- path: x\n')
    expect(Object.keys(meta as object)).toEqual(['__proto__'])
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  test('refuses a file that is missing, a directory, or not UTF-8', async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'd.dvc'))
    await writeFile(join(folder, 'latin.dvc'), Buffer.from('outs:\n- path: \xe9\n', 'latin1'))
    await expect(readPointer(join(folder, 'x.dvc'))).rejects.toMatchObject({ code: 'E_VERSION_FILE_MISSING' })
    await expect(readPointer(join(folder, 'd.dvc'))).rejects.toMatchObject({ code: 'E_VERSION_FILE_KIND' })
    await expect(readPointer(join(folder, 'latin.dvc'))).rejects.toMatchObject({ code: 'E_VERSION_POINTER_INVALID' })
  })

  test.skipIf(!hasGolden)('reads every pointer of the golden repositories (../shared/golden/dvc)', () => {
    const counts = ['single-file', 'directory', 'import', 'legacy-2x', 'remote-local', 'dvcignore'].map((golden) => {
      const pointers = (readGolden(golden).tree as TreeEntry[]).filter(({ path }) => /[^/]\.dvc$/.test(path))
      for (const entry of pointers) expect(parsePointer(bytesOf(entry).toString(), `/${entry.path}`).entries.length).toBeGreaterThan(0)
      return pointers.length
    })
    expect(counts[0]).toBe(30)
  })
})
