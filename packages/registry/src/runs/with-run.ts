import { type Logger, MillraceError, redactUrl } from '@millrace/core'
import { onProcessSignal } from './process-signal.ts'
import type { RunHandle, StartRunOptions } from './run-handle.ts'

/**
 * How work is run under a run.
 *
 * @category Runs
 * @since 0.1.0
 */
export interface WithRunOptions extends StartRunOptions {
  /** Stops the work; the run then ends as `killed`. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Work that is done under a run. Its signal is aborted when the caller's is, and when the process is told to stop.
 *
 * @category Runs
 * @since 0.1.0
 */
export type RunWork<Result> = (run: RunHandle, options: { readonly signal: AbortSignal }) => Promise<Result>

/** Does the work under a run that has started, and ends the run as the work ended; what the work throws is thrown on. */
export async function underRun<Result>(
  run: RunHandle,
  work: RunWork<Result>,
  { signal, logger }: { readonly signal: AbortSignal | undefined; readonly logger: Logger },
): Promise<Result> {
  const stopping = new AbortController()
  const stopped = signal ? AbortSignal.any([signal, stopping.signal]) : stopping.signal
  const stopListening = onProcessSignal(async (name) => {
    stopping.abort(new DOMException(`the process was stopped by ${name}`, 'AbortError'))
    await run.end('killed').catch((cause: unknown) => logger.warn({ err: cause, run: run.id }, 'the end of a run could not be kept'))
  })
  try {
    const result = await work(run, { signal: stopped })
    await run.end('finished')
    return result
  } catch (error) {
    await keepFailure(run, error, stopped.aborted).catch((cause: unknown) =>
      logger.warn({ err: cause, run: run.id }, 'the failure of a run could not be kept'),
    )
    throw error
  } finally {
    stopListening()
  }
}

async function keepFailure(run: RunHandle, error: unknown, stopped: boolean): Promise<void> {
  const message = redactUrl(error instanceof Error ? error.message : String(error)).slice(0, 2000)
  const code = MillraceError.isInstance(error) ? error.code : error instanceof Error ? error.name : typeof error
  try {
    await run.setTags({ 'millrace.error.code': code, 'millrace.error.message': message })
  } finally {
    await run.end(stopped ? 'killed' : 'failed')
  }
}
