import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { repository } from './workspace.ts'

const bench = (...args: string[]) =>
  spawnSync(process.execPath, ['--conditions=@millrace/source', '--import', 'tsx', 'scripts/bench.ts', ...args], {
    cwd: repository,
    encoding: 'utf8',
  })

test.each([
  ['no package', [], 'name one package'],
  ['an unknown package', ['attic'], "no package is called 'attic'"],
  ['an unknown option', ['core', '--fast'], "Unknown option '--fast'"],
  ['a name that no benchmark has', ['core', '--only', 'nothing at all'], "has 'nothing at all' in its name"],
])('%s is refused with exit code 2 and the usage', (_, args, message) => {
  const { status, stderr } = bench(...args)
  expect(stderr).toContain(message)
  expect(stderr).toContain('usage: npm run bench')
  expect(status).toBe(2)
})
