// npm run test:interop [-- filter of test files]
//
// Runs the tests that hold our files against Python's tools (`*.interop.test.ts`), in an environment made from the requirements of `packages/train/test/interop`.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pythonEnvironment } from './python-environment.ts'
import { nodeArguments } from './tools.mjs'
import { repository } from './workspace.ts'

try {
  const python = pythonEnvironment(join(repository, 'packages/train/test/interop/requirements.txt'))
  const vitest = [...nodeArguments(repository, 'vitest'), 'run', '--project', 'interop', ...process.argv.slice(2)]
  const { status } = spawnSync(process.execPath, vitest, {
    cwd: repository,
    env: { ...process.env, MILLRACE_PYTHON: python },
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
} catch (error) {
  console.error(`test:interop: ${(error as Error).message}`)
  process.exitCode = 1
}
