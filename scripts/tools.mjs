import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Windows finds `npx.cmd` and `pnpm.cmd` only through a shell. */
export const shell = process.platform === 'win32'

/** @param {string} path */
export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/**
 * The command that runs the pnpm pinned by `packageManager`: the one on PATH if it is that version, else npx.
 *
 * @param {string} root - the repository
 * @returns {[command: string, ...args: string[]]}
 */
export function pnpm(root) {
  const [pinned] = readJson(join(root, 'package.json')).packageManager.split('+')
  const { stdout } = spawnSync('pnpm', ['--version'], { cwd: root, encoding: 'utf8', shell })
  return `pnpm@${stdout?.trim()}` === pinned ? ['pnpm'] : ['npx', '--yes', pinned]
}

/**
 * The arguments for `node` that run a task: a TypeScript or JavaScript file of the repository, or a tool among its devDependencies.
 *
 * @param {string} root - the repository
 * @param {string} task - `scripts/bench.ts`, `vitest`
 * @returns {string[]}
 */
export function nodeArguments(root, task) {
  if (task.endsWith('.ts')) return ['--import', 'tsx', join(root, task)]
  for (const dependency of Object.keys(readJson(join(root, 'package.json')).devDependencies)) {
    const { name, bin } = readJson(join(root, 'node_modules', dependency, 'package.json'))
    const path = typeof bin === 'string' ? name.split('/').at(-1) === task && bin : bin?.[task]
    if (path) return [join(root, 'node_modules', dependency, path)]
  }
  throw new Error(`${task} is neither a .ts file nor a tool of the devDependencies`)
}
