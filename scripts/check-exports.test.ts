import { expect, test } from 'vitest'
import { checkExports } from './check-exports.ts'
import { createFolder } from './fixture.ts'

const entry = (stem: string) => ({ '@millrace/source': `./src/${stem}.ts`, types: `./dist/${stem}.d.ts`, default: `./dist/${stem}.js` })
const manifest = {
  name: '@millrace/core',
  type: 'module',
  sideEffects: false,
  license: 'Apache-2.0',
  engines: { node: '>=20.19' },
  files: ['dist'],
  exports: { '.': entry('index'), './testing': entry('testing/index'), './package.json': './package.json' },
}
const files = ['README.md', 'tsconfig.json', 'tsup.config.ts', ...['index', 'testing/index'].flatMap((stem) => Object.values(entry(stem)))]

const repository = (changes: Record<string, string | object>, without?: string): string =>
  createFolder({
    'packages/core/package.json': manifest,
    ...Object.fromEntries(files.filter((file) => file !== without).map((file) => [`packages/core/${file}`, ''])),
    ...changes,
  })

test('a map that matches sources and build passes, chunks of the build included', () => {
  const root = repository({ 'packages/core/dist/chunk-ABCDEFGH.js': '', 'packages/core/dist/csv-ABCDEFGH.js': '' })
  expect(checkExports(root)).toEqual([])
})

test.each([
  ['src/testing/index.ts', '"./testing" names ./src/testing/index.ts, which is not there'],
  ['dist/testing/index.d.ts', '"./testing" names ./dist/testing/index.d.ts, which is not there'],
  ['README.md', 'README.md is missing'],
])('a missing %s is named', (file, problem) => {
  expect(checkExports(repository({}, file.includes('/') ? `./${file}` : file))).toEqual([`packages/core: ${problem}`])
})

test('an entry point that the map does not name is reported, in sources and in the build', () => {
  const root = repository({ 'packages/core/src/metrics/index.ts': '', 'packages/core/dist/metrics/index.js': '' })
  expect(checkExports(root)).toEqual([
    'packages/core: src/metrics/index.ts is an entry point that "exports" does not name',
    'packages/core: dist/metrics/index.js is built and "exports" does not name it',
  ])
})

test('conditions out of order are reported', () => {
  const { default: built, ...others } = entry('index')
  const exports = { ...manifest.exports, '.': { default: built, ...others } }
  expect(checkExports(repository({ 'packages/core/package.json': { ...manifest, exports } }))).toEqual([
    `packages/core: "." must be ${JSON.stringify(entry('index'))}, in this order`,
  ])
})

test.each([
  [{ sideEffects: true }, '"sideEffects" is not false'],
  [{ type: 'commonjs' }, '"type" is not "module"'],
  [{ engines: { node: '>=18' } }, '"engines.node" is not ">=20.19"'],
])('a manifest with %o is reported', (change, problem) => {
  expect(checkExports(repository({ 'packages/core/package.json': { ...manifest, ...change } }))).toEqual([`packages/core: ${problem}`])
})

test('a program is built of a source that names its interpreter', () => {
  const bin = { tool: './dist/cli/main.js' }
  const problemsOf = (source: string) =>
    checkExports(
      repository({
        'packages/core/package.json': { ...manifest, bin },
        'packages/core/src/cli/main.ts': source,
        'packages/core/dist/cli/main.js': source,
      }),
    )
  expect(problemsOf('#!/usr/bin/env node\n')).toEqual([])
  expect(problemsOf('export {}\n')).toEqual(['packages/core: src/cli/main.ts does not begin with #!/usr/bin/env node'])
  expect(checkExports(repository({ 'packages/core/package.json': { ...manifest, bin } }))).toEqual([
    'packages/core: "bin" names ./dist/cli/main.js, which no source is built to',
  ])
})
