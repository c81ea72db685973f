import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'

const isSource = import.meta.url.endsWith('.ts')

/**
 * Where a thread's program is: beside the built package, or among its sources; where both were bundled into something else, in the package itself if it is installed.
 * Null where it is nowhere.
 */
export function workerScript(): URL | null {
  const beside = new URL(isSource ? '../worker/index.ts' : './worker/index.js', import.meta.url)
  if (existsSync(fileURLToPath(beside))) return beside
  try {
    return new URL(import.meta.resolve('@millrace/train/worker'))
  } catch {
    return null
  }
}

/** Starts a thread, which keeps no process alive by itself. */
export function startWorker(script: URL): Worker {
  const worker = script.pathname.endsWith('.ts')
    ? new Worker(sourceProgram(script), { eval: true, execArgv: ['--conditions', '@millrace/source'] })
    : new Worker(script, { execArgv: [] })
  worker.unref()
  return worker
}

/** A program that runs the sources of this repository, which Node cannot read by itself. */
function sourceProgram(script: URL): string {
  const tsx = new URL('./api/index.mjs', pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm')))
  return `import('${tsx}').then(({ register }) => (register(), import('${script}')))`
}
