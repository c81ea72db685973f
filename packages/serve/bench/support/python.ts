import { execFile, spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { pythonEnvironment } from '../../../../scripts/python-environment.ts'
import type { ServerProcess } from './server-process.ts'

const run = promisify(execFile)
const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

/** Programs of a virtual environment with the pinned requirements. */
export function preparePython(): { readonly python: string; readonly gunicorn: string } {
  if (process.platform !== 'linux') throw new Error('the CPU time of gunicorn is read from /proc, which only Linux has')
  const python = pythonEnvironment(here('requirements.txt'), { log: (line) => process.stderr.write(`${line}\n`) })
  return { python, gunicorn: join(dirname(python), 'gunicorn') }
}

/** Trains the forest of `python/train.py` into a folder. */
export async function trainForest(python: string, { folder, row }: { readonly folder: string; readonly row: object }): Promise<void> {
  await run(python, [here('python/train.py'), folder, JSON.stringify(row)], { env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } })
}

/** Serves the forest by Flask on gunicorn, with one worker. */
export async function startFlask(gunicorn: string, folder: string): Promise<ServerProcess> {
  const port = await freePort()
  const args = ['--chdir', here('python'), '--workers', '1', '--bind', `127.0.0.1:${port}`, '--log-level', 'error', 'app:app']
  const env = { ...process.env, FOREST: join(folder, 'forest.joblib'), PYTHONDONTWRITEBYTECODE: '1' }
  const child = spawn(gunicorn, args, { env, stdio: ['ignore', 'inherit', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = `http://127.0.0.1:${port}`
  await waitFor(url, () => child.exitCode === null)
  return {
    url,
    cpuMicroseconds: () => cpuOfFamily(child.pid!),
    async close() {
      child.kill()
      await ended
    },
  }
}

async function waitFor(url: string, isAlive: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 300 && isAlive(); attempt++) {
    const response = await fetch(url).catch(() => null)
    if (response !== null) return
    await delay(100)
  }
  throw new Error('gunicorn does not answer')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** CPU time of a process and its children; Linux counts it in hundredths of a second. */
async function cpuOfFamily(pid: number): Promise<number> {
  let ticks = 0
  for (const name of (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))) {
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
    const [, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (name === String(pid) || parent === String(pid)) ticks += Number(rest[9]) + Number(rest[10])
  }
  return ticks * 10_000
}
