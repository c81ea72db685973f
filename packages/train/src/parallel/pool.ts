import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import { startWorker } from './start-worker.ts'

/** The threads of this process that wait for work, those that have some, and who waits for threads, in turn. */
const idle = new Set<Worker>()
const busy = new Set<Worker>()
const waiting: { readonly count: number; readonly take: (workers: Worker[]) => void }[] = []

/** Takes so many threads, all at once, so that two runs cannot wait for each other's; starts them where there are not enough, as many as the machine runs at a time. */
export function acquireWorkers(count: number, script: URL): Promise<Worker[]> {
  return new Promise((take) => {
    waiting.push({ count, take })
    serveNext(script)
  })
}

/** Gives threads back; those that ended are forgotten. */
export function releaseWorkers(workers: readonly Worker[], script: URL): void {
  for (const worker of workers) {
    worker.unref()
    if (busy.delete(worker) && worker.threadId !== -1) idle.add(worker)
  }
  serveNext(script)
}

/** Forgets a thread and ends it. */
export async function endWorker(worker: Worker): Promise<void> {
  idle.delete(worker)
  busy.delete(worker)
  await worker.terminate()
}

function serveNext(script: URL): void {
  for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
    const room = Math.max(availableParallelism(), next.count) - busy.size
    if (room < next.count) return
    waiting.shift()
    const workers = [...idle].slice(0, next.count)
    for (const worker of workers) idle.delete(worker)
    while (workers.length < next.count) workers.push(startIdle(script))
    for (const worker of workers) {
      busy.add(worker)
      worker.ref()
    }
    next.take(workers)
  }
}

function startIdle(script: URL): Worker {
  const worker = startWorker(script)
  worker.on('exit', () => idle.delete(worker))
  worker.on('error', () => {})
  return worker
}

/**
 * Ends the threads that fits have started in this process; a fit that runs in some rejects with `E_WORKER_DIED`. Later fits start new ones.
 *
 * It is seldom needed: waiting threads do not keep a process alive and hold a few megabytes each.
 *
 * @returns a promise that resolves when they have ended
 * @example
 * ```ts
 * import { closeWorkers } from '@millrace/train'
 *
 * await closeWorkers() // => undefined
 * ```
 * @category Threads
 * @since 0.1.0
 */
export async function closeWorkers(): Promise<void> {
  await Promise.all([...idle, ...busy].map(endWorker))
}
