import { constants } from 'node:os'
import type { Logger } from '@millrace/core'
import type { WorkerPool } from './worker-pool.ts'

/** SIGTERM and SIGINT close the workers and end the process, a second one at once; SIGHUP restarts them. Returns how to stop listening. */
export function listenToSignals(pool: WorkerPool, logger: Logger): () => void {
  let isEnding = false
  const end = (signal: NodeJS.Signals) => {
    if (isEnding) {
      pool.kill()
      process.exit(128 + constants.signals[signal])
    }
    isEnding = true
    logger.info({ signal }, 'draining all workers')
    void pool.close().then(() => process.exit(0))
  }
  const restart = () => {
    logger.info({}, 'restarting the workers')
    pool.restart().catch((error: unknown) => logger.error({ err: error }, 'the restart was broken off; the workers that are left stay'))
  }
  process.on('SIGTERM', end).on('SIGINT', end).on('SIGHUP', restart)
  return () => {
    process.off('SIGTERM', end).off('SIGINT', end).off('SIGHUP', restart)
  }
}
