import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createFolder } from './fixture.ts'
import { build } from './prepare.mjs'

/** A builder that notes each package it was started in. */
const builder = `
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
appendFileSync('../../built.txt', process.cwd().split(/[\\\\/]/).at(-1) + '\\n')
mkdirSync('dist', { recursive: true })
writeFileSync('dist/index.js', '')
`

const member = (name: string, dependencies: Record<string, string> = {}) => ({
  [`packages/${name}/package.json`]: { name: `@millrace/${name}`, dependencies },
  [`packages/${name}/tsconfig.json`]: '',
  [`packages/${name}/tsup.config.ts`]: '',
  [`packages/${name}/src/index.ts`]: '',
  [`packages/${name}/src/index.test.ts`]: '',
})

const createRepository = () =>
  createFolder({
    'package.json': { devDependencies: { tsup: '1' } },
    'pnpm-lock.yaml': '',
    'tsconfig.base.json': '',
    'tsup.config.base.ts': '',
    'node_modules/tsup/package.json': { name: 'tsup', type: 'module', bin: { tsup: 'cli.js' } },
    'node_modules/tsup/cli.js': builder,
    ...member('catalogue', { '@millrace/store': 'workspace:^' }),
    ...member('store'),
    ...member('zoo'),
  })

/** What a build of the repository built, in order. */
function builtBy(root: string): string[] {
  rmSync(join(root, 'built.txt'), { force: true })
  build(root)
  return existsSync(join(root, 'built.txt')) ? readFileSync(join(root, 'built.txt'), 'utf8').trim().split('\n') : []
}

beforeEach(() => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})

afterEach(() => {
  vi.restoreAllMocks()
})

test('everything is built once, dependencies first, and then nothing', () => {
  const root = createRepository()
  expect(builtBy(root)).toEqual(['store', 'catalogue', 'zoo'])
  expect(builtBy(root)).toEqual([])
})

test('a changed source is rebuilt with what depends on it; a changed test is not', () => {
  const root = createRepository()
  build(root)
  appendFileSync(join(root, 'packages/store/src/index.test.ts'), '// changed')
  expect(builtBy(root)).toEqual([])
  appendFileSync(join(root, 'packages/store/src/index.ts'), '// changed')
  expect(builtBy(root)).toEqual(['store', 'catalogue'])
})

test('a new file, a changed configuration and a missing build are noticed', () => {
  const root = createRepository()
  build(root)
  writeFileSync(join(root, 'packages/zoo/src/lion.ts'), '')
  expect(builtBy(root)).toEqual(['zoo'])
  rmSync(join(root, 'packages/catalogue/dist'), { recursive: true })
  expect(builtBy(root)).toEqual(['catalogue'])
  appendFileSync(join(root, 'tsconfig.base.json'), ' ')
  expect(builtBy(root)).toEqual(['store', 'catalogue', 'zoo'])
})

test('a build that fails shows its output and ends the process with its exit code', () => {
  const root = createRepository()
  writeFileSync(join(root, 'node_modules/tsup/cli.js'), "console.log('no such entry')\nprocess.exit(7)\n")
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`)
  })
  expect(() => build(root)).toThrow('exit 7')
  expect(process.stderr.write).toHaveBeenLastCalledWith(expect.stringContaining('no such entry'))
})
