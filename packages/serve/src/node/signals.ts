import { constants } from 'node:os'
import type { Logger } from '@millrace/core'

/** Closes on SIGTERM or SIGINT and ends the process by 0, or 1 where closing fails; a second signal ends it at once. Returns how to stop. */
export function closeOnSignals(close: () => Promise<void>, logger: Logger): () => void {
  let isClosing = false
  const onSignal = (signal: NodeJS.Signals) => {
    if (isClosing) process.exit(128 + constants.signals[signal])
    isClosing = true
    logger.info({ signal }, 'closing')
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'the server could not be closed cleanly')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal)
  return () => {
    process.off('SIGTERM', onSignal).off('SIGINT', onSignal)
  }
}
