import { expect, test } from 'vitest'
import { checkSize } from './check-size.ts'
import { createFolder } from './fixture.ts'

const lines = (count: number): string => '//\n'.repeat(count)
const repository = (files: Record<string, string>): string =>
  createFolder({
    'packages/core/package.json': { name: '@millrace/core' },
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`packages/core/src/${path}`, text])),
  })

test('files at the limits pass', () => {
  expect(checkSize(repository({ 'a.ts': lines(300), 'b.ts': lines(100), 'c.ts': lines(1) }))).toEqual([])
})

test('a file over 300 lines is named', () => {
  expect(checkSize(repository({ 'a.ts': lines(301), 'b.ts': lines(1), 'c.ts': lines(1) }))).toEqual([
    'packages/core/src/a.ts: 301 lines, at most 300: give each concept its own file',
  ])
})

test('a median over 100 lines names the package', () => {
  expect(checkSize(repository({ 'a.ts': lines(101), 'b.ts': lines(102) }))).toEqual([
    'packages/core: the median source file has 101.5 lines, at most 100',
  ])
})

test('tests, type tests, generated files and fixtures are not measured', () => {
  const long = lines(400)
  expect(checkSize(repository({ 'a.test.ts': long, 'a.test-d.ts': long, 'a.generated.ts': long, 'fixtures/a.ts': long }))).toEqual([])
})
