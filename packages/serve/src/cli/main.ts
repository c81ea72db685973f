#!/usr/bin/env node
import cluster from 'node:cluster'
import { readFileSync } from 'node:fs'
import { pinoLogger } from '@millrace/core/pino'
import { CommanderError } from 'commander'
import { runWorker } from '../workers/run-worker.ts'
import { startWorkers } from '../workers/start-workers.ts'
import { readArguments, type ServeArguments } from './arguments.ts'
import { exitCodeOf, exitCodes } from './exit-code.ts'
import { serveModel } from './serve-model.ts'

try {
  await serve(readArguments(process.argv.slice(2), versionOfPackage()))
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? 0 : exitCodes.usage
}

async function serve(given: ServeArguments): Promise<void> {
  const logger = pinoLogger({ level: given.level })
  try {
    if (cluster.isWorker || given.workers === 0) await runWorker(() => serveModel(given, logger), { logger })
    else await startWorkers({ workers: given.workers, logger })
  } catch (error) {
    logger.error({ err: error }, `millrace-serve ends: ${(error as Error).message}`)
    process.exit(exitCodeOf(error))
  }
}

function versionOfPackage(): string {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version
}
