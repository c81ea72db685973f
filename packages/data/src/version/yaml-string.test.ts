import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { hasGolden, readGolden } from '../../test/fixtures/version/golden.ts'
import { yamlString } from './yaml-string.ts'

const value = (text: string) => yamlString(text, { column: 2, indent: 2 })

describe('yamlString', () => {
  test.each([
    'a',
    'a b',
    'a:b',
    'a#b',
    "a'b",
    'a"b',
    'a\\b',
    '-a',
    '?a',
    'yes',
    'no',
    'on',
    '1.5.2',
    '12:30:45',
    '_1',
    'é',
    '😀',
    '\u00a0',
  ])('leaves %j plain', (text) => expect(value(text)).toBe(` ${text}`))

  test.each([
    '',
    ' ',
    ' a',
    'a ',
    'null',
    '~',
    'True',
    '1',
    '0o17',
    '0x1f',
    '1_000',
    '1e5',
    '.5',
    '5.',
    '-.inf',
    '.nan',
    '2020-01-01',
    '=',
    '<<',
  ])('puts %j in single quotes: a reader would take it for something else', (text) => expect(value(text)).toBe(` '${text}'`))

  test.each([
    '- a',
    '-',
    '? a',
    ': a',
    'a:',
    'a: b',
    '# a',
    'a #b',
    '!t',
    '&a',
    '*a',
    '@a',
    '`a',
    '%a',
    '[a',
    '{a',
    ',a',
    '|',
    '>',
    '"',
    '---',
    '...x',
  ])('puts %j in single quotes: YAML means something by it', (text) => expect(value(text)).toBe(` '${text}'`))

  test('quotes a digest of digits alone, or one that looks like a number', () => {
    expect(value('1'.repeat(32))).toBe(` '${'1'.repeat(32)}'`)
    expect(value('1234567890123456789012345678e012')).toBe(" '1234567890123456789012345678e012'")
  })

  test('escapes what cannot be printed, and quotes that single quotes cannot hold', () => {
    expect(value("it's: x")).toBe(` "it's: x"`)
    expect(value('a\tb\n\x01\x7f\ufeff')).toBe(String.raw` "a\tb\n\x01\x7F\uFEFF"`)
  })

  test('escapes line separators, which DVC spells so that YAML readers lose them', () => {
    expect(value('a\u2028b\u2029c\x85d')).toBe(String.raw` "a\Lb\Pc\Nd"`)
  })

  test('folds at column 80 as DVC does, blank before the break included', () => {
    const word = 'w'.repeat(90)
    expect(yamlString(`${word} x`, { column: 7, indent: 4 })).toBe(` \n    ${word}\n    x`)
  })

  test('never ends a line with several blanks, because one would be left of them', () => {
    expect(value(`a  ${'w'.repeat(90)}`)).toBe(` a  ${'w'.repeat(90)}`)
  })

  describe.skipIf(!hasGolden)("spells DVC's own vectors (../shared/golden/dvc)", () => {
    const { strings, lockCommands } = hasGolden ? readGolden('scalars') : { strings: [], lockCommands: [] }
    const vectors: { text: string; before: string; column: number; indent: number; yaml: string }[] = [
      ...strings.flatMap((vector: { value: string; yaml: string; inList: string }) => [
        { text: vector.value, before: 'k:', column: 2, indent: 2, yaml: vector.yaml },
        { text: vector.value, before: 'k:\n-', column: 1, indent: 2, yaml: vector.inList },
      ]),
      ...lockCommands.flatMap((vector: { cmd: string; yaml: string; listYaml: string }) => [
        { text: vector.cmd, before: 'stages:\n  s:\n    cmd:', column: 8, indent: 6, yaml: vector.yaml },
        { text: vector.cmd, before: 'stages:\n  s:\n    cmd:\n    -', column: 5, indent: 6, yaml: vector.listYaml },
      ]),
    ]
    const leaf = (yaml: string): unknown => {
      let node = parse(yaml)
      while (typeof node === 'object' && node !== null) node = Object.values(node)[0]
      return node
    }
    const isLossless = ({ yaml, text }: { yaml: string; text: string }) => leaf(yaml) === text

    test('byte for byte, wherever they say what they should', () => {
      const lossless = vectors.filter(isLossless)
      expect(lossless.length).toBe(390)
      for (const { text, before, yaml, ...position } of lossless) expect(`${before}${yamlString(text, position)}\n`).toBe(yaml)
    })

    test('without loss, where DVC loses something', () => {
      for (const { text, before, yaml, ...position } of vectors.filter((vector) => !isLossless(vector))) {
        expect(leaf(`${before}${yamlString(text, position)}\n`)).toBe(text)
      }
    })
  })
})
