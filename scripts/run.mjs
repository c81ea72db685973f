// Runs a task from a fresh clone with nothing but Node and npm: installs what is locked, builds what is stale
// (with --build), then hands over to the task. Plain JavaScript without dependencies: it runs before there are any.
//
//   node scripts/run.mjs [--build] [task] [...arguments of the task]
import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, install } from './prepare.mjs'
import { nodeArguments } from './tools.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const parameters = process.argv.slice(2)
const builds = parameters[0] === '--build'
const [task, ...args] = builds ? parameters.slice(1) : parameters

install(root)
if (builds) build(root)
if (task) handOver(nodeArguments(root, task), args)

/**
 * The task runs at the root of the repository; INIT_CWD, which npm sets, is where the person stands:
 * programs that take a path from the command line resolve it against INIT_CWD.
 *
 * @param {string[]} program
 * @param {string[]} args
 */
function handOver(program, args) {
  const env = { INIT_CWD: process.cwd(), ...process.env }
  const child = spawn(process.execPath, [...program, ...args], { cwd: root, env, stdio: 'inherit' })
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  // A terminal sends SIGINT to the child as well; every other signal reaches only this process.
  for (const signal of signals) process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal))
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}
