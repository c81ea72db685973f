import { describe, expect, test } from 'vitest'
import { checkImports } from './check-imports.ts'
import { createFolder } from './fixture.ts'

const manifest = (room: string, dependencies: Record<string, string> = {}) => ({
  name: `@millrace/${room}`,
  exports: { '.': {}, './testing': {}, './package.json': './package.json' },
  dependencies,
})

const repository = (files: Record<string, string | object>): string =>
  createFolder({
    'packages/core/package.json': manifest('core'),
    'packages/data/package.json': manifest('data', { '@millrace/core': 'workspace:^' }),
    'packages/train/package.json': manifest('train', { '@millrace/core': 'workspace:^' }),
    'examples/loan/package.json': { name: 'loan', dependencies: { '@millrace/train': 'workspace:^' } },
    ...files,
  })

test('downward imports by public names, relative imports inside, builtins and benchmarks pass', () => {
  const root = repository({
    'packages/data/src/a.ts': "import '@millrace/core/testing'\nimport type { B } from './b.ts'\nimport 'node:fs'\nimport 'zod'\n",
    'packages/data/src/a.test.ts': "import '@millrace/data'\n",
    'packages/data/tsup.config.ts': "import '../../tsup.config.base.ts'\n",
    'packages/data/bench/a.bench.ts': "import type { Benchmark } from '../../../scripts/bench/benchmark.ts'\nimport '@millrace/data'\n",
    'examples/loan/src/main.ts': "import '@millrace/train'\nimport './report.ts'\n",
  })
  expect(checkImports(root)).toEqual([])
})

test.each([
  ['upward', 'core/src/a.ts', "import '@millrace/data'", "core must not import data ('@millrace/data')"],
  ['sideways', 'data/src/a.ts', "export { x } from '@millrace/train'", "data must not import train ('@millrace/train')"],
  ['upward in a test', 'core/src/a.test.ts', "await import('@millrace/data')", "core must not import data ('@millrace/data')"],
  ['upward for a type', 'core/src/a.ts', "import type { A } from '@millrace/data'", "core must not import data ('@millrace/data')"],
  ['unexported', 'data/src/a.ts', "import '@millrace/core/src/x.ts'", "'@millrace/core/src/x.ts' is not exported"],
  ['undeclared', 'train/src/a.ts', "import '@millrace/data'", "'@millrace/data' is not among the dependencies"],
  ['self', 'core/src/a.ts', "import '@millrace/core'", "'@millrace/core' is this package itself: import the file"],
  [
    'foreign file',
    'data/src/a.ts',
    "import '../../core/src/a.ts'",
    "'../../core/src/a.ts' leaves packages/data: import packages by their public names",
  ],
])('an import that is %s is refused', (_, path, text, problem) => {
  expect(checkImports(repository({ [`packages/${path}`]: `\n${text}\n` }))).toEqual([`packages/${path}:2: ${problem}`])
})

test('an example that reaches into a package is refused', () => {
  expect(checkImports(repository({ 'examples/loan/src/main.ts': "import '../../../packages/core/src/index.ts'\n" }))).toEqual([
    "examples/loan/src/main.ts:1: '../../../packages/core/src/index.ts' leaves examples/loan: import packages by their public names",
  ])
})

test('a declared dependency against the direction is refused', () => {
  const root = repository({ 'packages/core/package.json': { ...manifest('core'), devDependencies: { '@millrace/data': 'workspace:^' } } })
  expect(checkImports(root)).toEqual(['packages/core/package.json: core must not depend on data'])
})

describe('the optional peer of the drift command', () => {
  const drift = { ...manifest('drift'), peerDependencies: { '@millrace/data': '^0.0.0' } }
  const optional = { ...drift, peerDependenciesMeta: { '@millrace/data': { optional: true } } }

  test('is imported by its one file when it is asked for, and by tests and benchmarks', () => {
    const root = repository({
      'packages/drift/package.json': { ...optional, devDependencies: { '@millrace/data': 'workspace:^' } },
      'packages/drift/src/cli/read-csv-table.ts': "const { readCsv } = await import('@millrace/data')\n",
      'packages/drift/src/cli/run.test.ts': "import '@millrace/data/testing'\n",
      'packages/drift/bench/a.bench.ts': "import '@millrace/data'\n",
    })
    expect(checkImports(root)).toEqual([])
  })

  test.each([
    ['statically', 'cli/read-csv-table.ts', "import { readCsv } from '@millrace/data'"],
    ['for a type', 'cli/read-csv-table.ts', "import type { CsvOptions } from '@millrace/data'"],
    ['by another file', 'compare/compare.ts', "await import('@millrace/data')"],
  ])('is not imported %s', (_, path, text) => {
    const root = repository({ 'packages/drift/package.json': optional, [`packages/drift/src/${path}`]: `${text}\n` })
    expect(checkImports(root)).toEqual([`packages/drift/src/${path}:1: drift must not import data ('@millrace/data')`])
  })

  test.each([
    ['required', drift],
    ['a dependency', { ...optional, dependencies: { '@millrace/data': 'workspace:^' } }],
  ])('is not %s', (_, declared) => {
    const root = repository({ 'packages/drift/package.json': declared })
    expect(checkImports(root)).toEqual(['packages/drift/package.json: drift must not depend on data'])
  })
})

test('a package outside the architecture is refused', () => {
  expect(checkImports(repository({ 'packages/attic/package.json': manifest('attic') }))).toEqual([
    'packages/attic: not a room of the architecture: give it a row in scripts/check-imports.ts',
  ])
})
