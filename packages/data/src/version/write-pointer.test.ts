import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readPointerFixtures } from '../../test/fixtures/version/golden.ts'
import { parsePointer } from './read-pointer.ts'
import { editPointer, formatPointer, type RecordedContent } from './write-pointer.ts'

const md5Of = (text: string) => createHash('md5').update(text).digest('hex')
const content: RecordedContent = { hashKind: 'md5', md5: md5Of('new'), sizeBytes: 3, isExecutable: false }
const edit = (text: string, changes: Partial<RecordedContent> = {}) =>
  editPointer({ pointer: parsePointer(text, '/r/f.dvc'), text }, { ...content, ...changes })

const old = md5Of('old')
const { names, rewrites } = readPointerFixtures()

describe('formatPointer', () => {
  test.each(names)('writes the pointer of $name byte for byte as DVC', ({ name, pointer }) => {
    expect(formatPointer({ hashKind: 'md5', md5: md5Of('x\n'), sizeBytes: 2, isExecutable: false }, name)).toBe(pointer)
  })

  test('always quotes a digest that YAML would take for a number', () => {
    expect(formatPointer({ ...content, md5: '1'.repeat(32) }, 'f')).toContain(`md5: '${'1'.repeat(32)}'\n`)
    expect(formatPointer({ ...content, md5: '1234567890123456789012345678e012' }, 'f')).toContain(
      "md5: '1234567890123456789012345678e012'\n",
    )
  })
})

describe('editPointer', () => {
  test.each(rewrites)(
    'updates "$name" (executable: $isExecutable, $content) byte for byte as DVC',
    ({ before, content: data, isExecutable, after }) => {
      const pointer = parsePointer(before.endsWith('\n') ? before : `${before}\n`, '/r/f.dvc')
      const [entry] = pointer.entries
      const isLegacy = entry?.hashKind === 'md5-dos2unix' && entry.md5 === md5Of(data)
      const recorded: RecordedContent = {
        hashKind: isLegacy ? 'md5-dos2unix' : 'md5',
        md5: md5Of(data),
        sizeBytes: data.length,
        isExecutable,
      }
      const edited = editPointer({ pointer, text: before }, recorded)
      expect(edited.endsWith('\n') ? edited : `${edited}\n`).toBe(after)
    },
  )

  test('returns the very text where it says the same', () => {
    const text = `outs:\n  - path: f\n    size:   3\n    md5: '${content.md5.toUpperCase()}'\n    hash: "md5"`
    expect(edit(text)).toBe(text)
  })

  test('keeps the layout of people, where DVC would reflow the file', () => {
    expect(edit(`---\nouts:\n  -   path:   'f'   # p\n      md5:   '${old}' # h\n      size: 4\n      cache: true\nwdir: .\n`)).toBe(
      `---\nouts:\n  -   path:   'f'   # p\n      md5:   ${content.md5} # h\n      size: 3\n      cache: true\n      hash: md5\nwdir: .\n`,
    )
    expect(edit(`outs:\r\n- md5: ${old}\r\n  size: 4\r\n  hash: md5\r\n  path: f\r\n`)).toBe(
      `outs:\r\n- md5: ${content.md5}\r\n  size: 3\r\n  hash: md5\r\n  path: f\r\n`,
    )
  })

  test('keeps comments around what it adds and removes', () => {
    expect(edit(`outs:\n- isexec: true # gone\n  # kept\n  md5: ${old}\n  path: f # p\n  # tail\n# end\n`)).toBe(
      `outs:\n- # kept\n  md5: ${content.md5}\n  path: f # p\n  size: 3\n  hash: md5\n  # tail\n# end\n`,
    )
  })

  test('adds and removes in flow style', () => {
    expect(edit(`outs: [{isexec: true, md5: ${old}, path: f,}]\n`)).toBe(`outs: [{md5: ${content.md5}, path: f, size: 3, hash: md5,}]\n`)
  })

  test('writes a value where there was none', () => {
    expect(edit('outs:\n- md5:\n  size: 4\n  path: f\n')).toBe(`outs:\n- size: 3\n  path: f\n  md5: ${content.md5}\n  hash: md5\n`)
  })

  test('refuses aliases that a new digest would change elsewhere', () => {
    const refused = expect.objectContaining({ code: 'E_VERSION_POINTER_UNSUPPORTED' })
    expect(() => edit(`outs:\n- md5: &h ${old}\n  size: 4\n  hash: md5\n  path: f\n  meta: {was: *h}\n`)).toThrow(refused)
    expect(() => edit(`meta:\n  - &o {md5: ${old}, size: 4, path: f}\nouts:\n- *o\n`)).toThrow(refused)
  })
})
