import cluster from 'node:cluster'
import { constants } from 'node:os'
import { type Logger, silentLogger } from '@millrace/core'
import { isDrainMessage, type ReadyMessage } from './worker-message.ts'

/**
 * What a worker runs: a server and what belongs to it.
 *
 * @category Workers
 * @since 0.1.0
 */
export interface Running {
  /** Where it listens; the primary tells it on. */
  readonly url?: string | undefined
  /** Finishes what was begun and lets go of everything: closes the server, then the log and the model source. */
  close(): Promise<void>
}

/**
 * How {@link runWorker} reports.
 *
 * @category Workers
 * @since 0.1.0
 */
export interface RunWorkerOptions {
  /** Is told when the process begins to end, and what fails then. @defaultValue silent */
  readonly logger?: Logger | undefined
}

/**
 * Runs a server in this process until it is asked to end: by SIGTERM, by SIGINT, or by the primary of {@link startWorkers}. It is then closed, and the process exits
 * with 0, or with 1 when closing fails; a second signal ends the process at once, with 128 and the signal's number.
 *
 * Without a primary it does the same for a program of one process.
 *
 * @param start - starts the server; called once
 * @param options - the logger
 * @returns a promise that resolves when the server has started; the primary counts the worker as ready then. It rejects with the error of `start`, and the program
 *   should end
 * @example
 * ```ts
 * import { exampleModel } from '@millrace/core/testing'
 * import { createServer, runWorker } from '@millrace/serve'
 *
 * const main = () =>
 *   runWorker(async () => {
 *     const server = createServer({ model: exampleModel() })
 *     const { url } = await server.listen({ port: 3000 })
 *     return { url, close: () => server.close() }
 *   })
 * typeof main // => 'function'
 * ```
 * @category Workers
 * @since 0.1.0
 */
export async function runWorker(start: () => Promise<Running>, { logger = silentLogger }: RunWorkerOptions = {}): Promise<void> {
  let running: Running | undefined
  let isEnding = false
  const end = async () => {
    if (isEnding) return
    isEnding = true
    logger.info({ pid: process.pid }, 'ending')
    try {
      await running?.close()
      process.exit(0)
    } catch (error) {
      logger.error({ err: error }, 'the server could not be closed cleanly')
      process.exit(1)
    }
  }
  const onSignal = (signal: NodeJS.Signals) => {
    if (isEnding) process.exit(128 + constants.signals[signal])
    void end()
  }
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal)
  process.on('message', (message) => isDrainMessage(message) && void end())
  // A signal to the whole process group asks the primary for a rolling restart, not the workers to die.
  if (cluster.isWorker) process.on('SIGHUP', () => undefined)

  running = await start()
  const ready: ReadyMessage = { millrace: 'ready', url: running.url ?? null }
  process.send?.(ready)
}
