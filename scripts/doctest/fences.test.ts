import { expect, test } from 'vitest'
import { fencesOf } from './fences.ts'

test('ts fences of Markdown come with the line of their code; other languages and fences inside fences do not count', () => {
  const markdown = ['# Title', '```ts', 'a()', '', 'b()', '```', '```sh', 'npm test', '```', '````markdown', '```ts', '```', '````']
  expect(fencesOf('README.md', markdown.join('\n'))).toEqual([{ line: 3, code: 'a()\n\nb()', ignored: false }])
})

test('an indented fence loses its indent', () => {
  expect(fencesOf('README.md', '- item\n\n  ```ts\n  if (a) {\n    b()\n  }\n  ```\n')).toEqual([
    { line: 4, code: 'if (a) {\n  b()\n}', ignored: false },
  ])
})

test('fences of doc comments count in TypeScript, and those in strings and plain comments do not', () => {
  const source = [
    'const a = `',
    '```ts',
    'no()',
    '```',
    '`',
    '/* ```ts',
    'no() */',
    '/**',
    ' * @example',
    ' * ```ts',
    ' * yes()',
    ' * ```',
    ' */',
  ]
  expect(fencesOf('a.ts', source.join('\n'))).toEqual([{ line: 11, code: 'yes()', ignored: false }])
})

test('an ignored fence is told apart', () => {
  expect(fencesOf('README.md', '```ts ignore\na()\n```\n')).toEqual([{ line: 2, code: 'a()', ignored: true }])
})
