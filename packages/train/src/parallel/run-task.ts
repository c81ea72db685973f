import type { Worker } from 'node:worker_threads'
import { createControl, stop } from './control.ts'
import { acquireWorkers, endWorker, releaseWorkers } from './pool.ts'
import { runHere } from './run-here.ts'
import { receiveError, workerDied } from './sent-error.ts'
import { workerScript } from './start-worker.ts'
import { loadTask, type TaskName } from './tasks.ts'
import type { RunMessage, WorkerMessage } from './worker-message.ts'

/** How a task is run. */
export interface RunTaskOptions {
  /** What every thread is given; typed arrays over a `SharedArrayBuffer` are shared, all else is copied. */
  readonly payload: unknown
  /** How many threads; 1 runs it in this one. */
  readonly threads: number
  /** Stops the run. */
  readonly signal?: AbortSignal | undefined
  /** Is told what threads post. */
  readonly onMessage?: ((message: unknown) => void) | undefined
}

/**
 * Runs a task in threads of the pool, and resolves with what each returned, in the order of their indexes.
 *
 * When a thread fails or dies, or the signal is aborted, the others are told to stop; it rejects when all have ended: with the signal's reason, with the
 * `MillraceError` or `RangeError` that was thrown, or with `E_WORKER_DIED`. With one thread, and in a bundle from which the thread's program cannot be found, the task
 * runs in this thread, alone.
 */
export async function runTask<Result>(name: TaskName, { payload, threads, signal, onMessage }: RunTaskOptions): Promise<readonly Result[]> {
  signal?.throwIfAborted()
  const script = threads === 1 ? null : workerScript()
  if (script === null) return [(await runHere(await loadTask(name), { payload, signal, onMessage })) as Result]
  const workers = await acquireWorkers(threads, script)
  const control = createControl()
  const halt = () => stop(control)
  signal?.addEventListener('abort', halt)
  if (signal?.aborted) halt()
  try {
    const runs = workers.map((worker, index) => {
      const run = runIn<Result>(worker, { task: name, payload, control, index, threads }, onMessage)
      run.catch(halt)
      return run
    })
    const settled = await Promise.allSettled(runs)
    signal?.throwIfAborted()
    const failure = settled.find((each) => each.status === 'rejected' && each.reason !== stoppedEarly)
    if (failure?.status === 'rejected') throw failure.reason
    return settled.map((each) => (each as PromiseFulfilledResult<Result>).value)
  } finally {
    signal?.removeEventListener('abort', halt)
    releaseWorkers(workers, script)
  }
}

/** What a thread rejects with that ended since another one failed. */
const stoppedEarly = Symbol('stopped early')

function runIn<Result>(worker: Worker, message: RunMessage, onMessage: RunTaskOptions['onMessage']): Promise<Result> {
  return new Promise<Result>((resolve, reject) => {
    let cause: unknown
    const receive = (told: WorkerMessage) => {
      if (told.type === 'message') return onMessage?.(told.message)
      forget()
      if (told.type === 'done') resolve(told.result as Result)
      else reject(told.type === 'stopped' ? stoppedEarly : receiveError(told.error, message.task))
    }
    const fail = (error: unknown) => {
      cause = error
    }
    const exit = () => {
      forget()
      reject(workerDied(message.task, cause))
    }
    const garble = (error: unknown) => {
      cause = error
      void endWorker(worker)
    }
    const forget = () => worker.off('message', receive).off('error', fail).off('exit', exit).off('messageerror', garble)
    worker.on('message', receive).on('error', fail).on('exit', exit).on('messageerror', garble)
    worker.postMessage(message)
  })
}
