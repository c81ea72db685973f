import cluster from 'node:cluster'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { type Logger, silentLogger } from '@millrace/core'
import { listenToSignals } from './primary-signals.ts'
import type { WorkerEvent } from './worker-event.ts'
import { WorkerPool } from './worker-pool.ts'

/**
 * Which workers {@link startWorkers} keeps running.
 *
 * @category Workers
 * @since 0.1.0
 */
export interface StartWorkersOptions {
  /** The module that a worker runs, which calls {@link runWorker}: a path or a file URL. @defaultValue the program that runs now */
  readonly program?: string | URL | undefined
  /** Arguments of the program. @defaultValue those of the program that runs now */
  readonly args?: readonly string[] | undefined
  /** Added to the environment of the workers. @defaultValue {} */
  readonly env?: Readonly<Record<string, string>> | undefined
  /** How many. @defaultValue as many as the machine has cores for this process */
  readonly workers?: number | undefined
  /** How long a worker may take until it is ready, in milliseconds. @defaultValue 60,000 */
  readonly readyMs?: number | undefined
  /** How long a worker may take to finish what it has begun, in milliseconds; it is ended by force then. @defaultValue 30,000 */
  readonly drainMs?: number | undefined
  /** Whether SIGTERM and SIGINT close and end this process, and SIGHUP restarts the workers. @defaultValue true */
  readonly signals?: boolean | undefined
  /** Is told what happens. @defaultValue silent */
  readonly logger?: Logger | undefined
  /** Is told what happens to workers. @defaultValue nobody */
  readonly onEvent?: ((event: WorkerEvent) => void) | undefined
}

/**
 * Workers that are kept running.
 *
 * @category Workers
 * @since 0.1.0
 */
export interface Workers extends AsyncDisposable {
  /** Where the workers listen, as they told it; all share one port. */
  readonly url: string | null
  /** The processes that answer requests now. */
  readonly pids: readonly number[]
  /**
   * Replaces the workers one after another, without a broken request: a new one starts and is ready before the old one is asked to end. Rejects with
   * `E_WORKER_FAILED` when a new one fails; the old ones that are left stay.
   */
  restart(): Promise<void>
  /** Lets all workers finish what they have begun, and resolves when their processes have ended. */
  close(): Promise<void>
}

/**
 * Runs a server in several processes that share its port (`node:cluster`): replaces workers that crash, restarts them all without a broken request on SIGHUP or
 * `restart()`, and drains them on SIGTERM and SIGINT, after which this process exits with 0; a second signal ends everything at once.
 *
 * Call it in the primary; the program of the workers calls {@link runWorker}. A worker that crashes is replaced after 0.1 s, and later and later, up to 30 s, if its
 * successors crash as well.
 *
 * @param options - which program, and how many
 * @returns the workers, when all are ready
 * @throws MillraceError `E_WORKER_FAILED` when a first worker ends before it is ready, or is not in time; all are ended then. RangeError when `workers` is no number
 *   from 1 to 1,024
 * @example
 * ```ts
 * import cluster from 'node:cluster'
 * import { exampleModel } from '@millrace/core/testing'
 * import { createServer, runWorker, startWorkers } from '@millrace/serve'
 *
 * async function main() {
 *   if (cluster.isPrimary) return await startWorkers({ workers: 2 })
 *   return await runWorker(async () => {
 *     const server = createServer({ model: exampleModel() })
 *     const { url } = await server.listen({ port: 3000 })
 *     return { url, close: () => server.close() }
 *   })
 * }
 * typeof main // => 'function'
 * ```
 * @category Workers
 * @since 0.1.0
 */
export async function startWorkers(options: StartWorkersOptions = {}): Promise<Workers> {
  const { program = process.argv[1] ?? '', args = process.argv.slice(2), env = {}, workers = availableParallelism() } = options
  const { readyMs = 60_000, drainMs = 30_000, signals = true, logger = silentLogger, onEvent } = options
  if (!cluster.isPrimary) throw new TypeError('startWorkers: this process is a worker itself; call runWorker')
  if (!(Number.isInteger(workers) && workers >= 1 && workers <= 1024))
    throw new RangeError(`startWorkers: workers is ${workers}, not a whole number from 1 to 1024`)
  const report = (event: WorkerEvent) => {
    const { type, ...fields } = event
    const isCrash = type === 'exited' && event.restartMs !== null
    logger[isCrash ? 'error' : 'info'](fields, isCrash ? 'a worker crashed' : `a worker is ${type === 'ready' ? 'ready' : 'gone'}`)
    onEvent?.(event)
  }
  const path = String(program).startsWith('file:') ? fileURLToPath(program) : String(program)
  const pool = new WorkerPool(workers, { program: { path, args, env }, readyMs, drainMs, onEvent: report })
  const forgetSignals = signals ? listenToSignals(pool, logger) : () => undefined
  const close = () => pool.close().finally(forgetSignals)
  try {
    const url = await pool.start()
    return Object.freeze({
      url,
      get pids() {
        return pool.pids
      },
      restart: () => pool.restart(),
      close,
      [Symbol.asyncDispose]: close,
    })
  } catch (error) {
    await close()
    throw error
  }
}
