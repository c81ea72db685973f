import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { MillraceError, type PredictionLog } from '@millrace/core'
import { FilePredictionLog } from './file-prediction-log.ts'
import { checkOptions, type PredictionLogOptions } from './prediction-log-options.ts'

/**
 * Opens a prediction log in a folder: NDJSON files that any number of processes (cluster workers, several servers) write to and read from at the same time, each
 * its own files.
 *
 * A prediction costs its serialisation and waits for no disk: it goes into a bounded buffer, which is written in the background. Where writing fails it is tried
 * again, while the buffer holds what it can; the rest is dropped and counted. Files are named `predictions-START-PID-NUMBER.ndjson`, one JSON object a line with
 * `atMs`, `id`, `model`, `version`, `row` and `prediction`, and end in `.open` while they are written; those that a killed process left are read like the others.
 * A process that is killed loses at most what its buffer held; feedback is on the disk when `addFeedback` resolves.
 *
 * @param folder - path of the folder; made with access for the user alone if it is missing
 * @param options - what is kept, for how long, and how it is written
 * @returns the log; dispose of it to write what is pending and to close its files
 * @throws MillraceError `E_LOG_UNWRITABLE` when the folder cannot be made; RangeError when an option is no possible value
 * @example
 * ```ts
 * import { openPredictionLog } from '@millrace/serve'
 *
 * const log = await openPredictionLog('predictions', { fields: ['income'], retentionMs: 90 * 86_400_000 })
 * const row = { income: 4000, name: 'Ada' }
 * const prediction = { score: 1.2, probability: 0.77, label: 'yes' }
 * log.append({ id: 'a1', atMs: 1_767_225_600_000, model: 'repayment', version: 3, row, prediction })
 * await log.flush()
 * await log.addFeedback({ id: 'a1', label: 'no', atMs: 1_767_312_000_000 })
 * for await (const { row, feedback } of log.read({ model: 'repayment' })) {
 *   row // => { income: 4000 }
 *   feedback?.label // => 'no'
 * }
 * await log[Symbol.asyncDispose]()
 * ```
 * @category Prediction log
 * @since 0.1.0
 */
export async function openPredictionLog(folder: string, options: PredictionLogOptions = {}): Promise<PredictionLog> {
  const checked = checkOptions(options)
  const path = resolve(folder)
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new MillraceError({
      code: 'E_LOG_UNWRITABLE',
      message: `the folder '${path}' of the prediction log cannot be made: ${(cause as Error).message}; choose another, or see to its permissions`,
      details: { path },
      cause,
    })
  }
  const log = new FilePredictionLog(path, checked)
  await log.tidy()
  return log
}
