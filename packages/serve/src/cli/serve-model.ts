import { type Logger, loadModel } from '@millrace/core'
import { openPredictionLog } from '../log/open-prediction-log.ts'
import { createServer } from '../server/create-server.ts'
import type { Running } from '../workers/run-worker.ts'
import type { ServeArguments } from './arguments.ts'

const day = 86_400_000

/** Loads the model and serves it in this process. */
export async function serveModel(given: ServeArguments, logger: Logger): Promise<Running> {
  const model = await loadModel(given.model)
  const log = given.log === undefined ? undefined : await openPredictionLog(given.log, logOptions(given, logger))
  const server = createServer({
    model,
    log,
    logger,
    drainDelayMs: given.drainDelay,
    limits: given.bodyLimit === undefined ? {} : { bodyBytes: given.bodyLimit },
    ...(given.page ? {} : { page: false }),
  })
  const { url } = await server.listen({ port: given.port, host: given.host, signals: false })
  const close = async () => {
    await server.close()
    await log?.[Symbol.asyncDispose]()
  }
  return { url, close }
}

function logOptions({ logFields, logRetentionDays }: ServeArguments, logger: Logger) {
  return { logger, fields: logFields, retentionMs: logRetentionDays === undefined ? undefined : logRetentionDays * day }
}
