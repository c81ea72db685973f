import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { createFolder } from './fixture.ts'
import { nodeArguments } from './tools.mjs'
import { repository } from './workspace.ts'

test.each(['vitest', 'tsc', 'tsup', 'biome', 'typedoc', 'knip', 'publint', 'attw', 'size-limit', 'changeset'])('%s is found', (tool) => {
  const [path = ''] = nodeArguments(repository, tool)
  expect(existsSync(path)).toBe(true)
})

test('a TypeScript file of the repository runs through tsx', () => {
  expect(nodeArguments(repository, 'scripts/bench.ts')).toEqual(['--import', 'tsx', join(repository, 'scripts/bench.ts')])
})

test('a tool whose manifest has one nameless program is found by the name of its package', () => {
  const root = createFolder({
    'package.json': { devDependencies: { other: '1', '@scope/tool': '1' } },
    'node_modules/other/package.json': { name: 'other' },
    'node_modules/@scope/tool/package.json': { name: '@scope/tool', bin: 'cli.js' },
  })
  expect(nodeArguments(root, 'tool').map((path) => basename(path))).toEqual(['cli.js'])
  expect(() => nodeArguments(root, 'ool')).toThrow('ool is neither a .ts file nor a tool of the devDependencies')
})
