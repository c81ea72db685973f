import cluster, { type Worker } from 'node:cluster'
import { MillraceError } from '@millrace/core'
import { type DrainMessage, isReadyMessage } from './worker-message.ts'

/** Which program workers run. */
export interface WorkerProgram {
  readonly path: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** How a process ended. */
export interface WorkerExit {
  readonly code: number | null
  readonly signal: string | null
}

/** One process of the program. */
export class WorkerProcess {
  /** Resolves when it has ended. */
  readonly exited: Promise<WorkerExit>
  /** Whether it answers requests. */
  isReady = false
  /** Whether it was asked to end. */
  isEnding = false
  readonly #worker: Worker
  readonly #ready: Promise<string | null>

  constructor({ path, args, env }: WorkerProgram) {
    cluster.setupPrimary({ exec: path, args: [...args] })
    const worker = cluster.fork(env)
    this.#worker = worker
    this.exited = new Promise((resolve) => {
      worker.once('exit', (code: number | null, signal: string | null) => resolve({ code, signal }))
      worker.once('error', () => worker.process.pid === undefined && resolve({ code: null, signal: null }))
    })
    this.#ready = new Promise((resolve) => {
      worker.on('message', (message) => {
        if (!isReadyMessage(message)) return
        this.isReady = true
        resolve(message.url)
      })
    })
  }

  get pid(): number {
    return this.#worker.process.pid ?? -1
  }

  /** Where it listens, when it answers requests; rejects with `E_WORKER_FAILED` when it ends before, or takes too long, which ends it. */
  async whenReady(readyMs: number): Promise<string | null> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(this.#failed(`is not ready after ${readyMs} ms`, { code: null, signal: null })), readyMs)
    })
    const ended = this.exited.then((exit) => {
      const how = exit.signal === null ? `ended with code ${exit.code}` : `was ended by ${exit.signal}`
      throw this.#failed(`${how} before it was ready`, exit)
    })
    try {
      return await Promise.race([this.#ready, ended, late])
    } catch (error) {
      this.kill()
      throw error
    } finally {
      clearTimeout(timer)
    }
  }

  /** Asks it to finish what it has begun, and ends it by force if it takes too long. */
  async drain(drainMs: number): Promise<WorkerExit> {
    this.isEnding = true
    const drain: DrainMessage = { millrace: 'drain' }
    // Before it is ready it may not listen to messages yet, and has nothing to finish.
    if (this.isReady && this.#worker.isConnected()) this.#worker.send(drain, () => undefined)
    else this.#worker.process.kill('SIGTERM')
    const timer = setTimeout(() => this.kill(), drainMs)
    const exit = await this.exited
    clearTimeout(timer)
    return exit
  }

  kill(): void {
    this.isEnding = true
    this.#worker.process.kill('SIGKILL')
  }

  #failed(what: string, { code, signal }: WorkerExit): MillraceError {
    return new MillraceError({
      code: 'E_WORKER_FAILED',
      message: `worker ${this.pid} ${what}; its own messages say why`,
      details: { pid: this.pid, exitCode: code, signal },
    })
  }
}
