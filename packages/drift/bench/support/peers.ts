import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pythonEnvironment } from '../../../../scripts/python-environment.ts'
import { repository } from '../../../../scripts/workspace.ts'

const run = promisify(execFile)

/** The peers' scripts lie beside the repository; they are not part of it. */
const peers = join(repository, '../shared/peers/drift')

/** Where what benchmarks make is kept. */
export const cache = join(repository, 'node_modules/.cache/bench/drift')

/** Runs a script of the peers on one core and returns what it prints; throws with a reason where there is no Python or no script. */
export async function runPeer(script: string, args: readonly string[]): Promise<string> {
  return runPython(join(peers, script), args)
}

/** Runs a script in the peers' Python. */
export async function runPython(script: string, args: readonly string[]): Promise<string> {
  if (!existsSync(peers)) throw new Error('the scripts of the peers (shared/peers/drift beside the repository) are not here')
  const python = pythonEnvironment(join(peers, 'requirements.txt'), { log: (line) => process.stderr.write(`${line}\n`) })
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', NML_DISABLE_USAGE_LOGGING: '1', PYTHONPATH: peers }
  const { stdout } = await run(python, [script, ...args], { env, maxBuffer: 2 ** 26 })
  return stdout
}

/** The same, kept for the next run: for rates, which are seeded, and never for times. */
export async function runPeerOnce(script: string, args: readonly string[]): Promise<string> {
  const digest = createHash('sha256')
    .update(existsSync(join(peers, script)) ? readFileSync(join(peers, script)) : '')
    .update(JSON.stringify(args))
    .digest('hex')
    .slice(0, 16)
  const file = join(cache, `${script}-${digest}.txt`)
  if (existsSync(file)) return readFileSync(file, 'utf8')
  const text = await runPeer(script, args)
  mkdirSync(cache, { recursive: true })
  writeFileSync(file, text)
  return text
}
