import { MillraceError } from '@millrace/core'

/** What `millrace-serve` exits with; 128 and the signal's number where a second signal ended it. */
export const exitCodes = Object.freeze({
  /** It was asked to end, and every request that it had begun was answered. */
  drained: 0,
  /** It failed for a reason without a code of its own. */
  failed: 1,
  /** It was called with arguments that it does not take. */
  usage: 2,
  /** The model folder is missing, damaged, or not a model. */
  model: 3,
  /** The address is taken, or may not be listened on. */
  address: 4,
  /** The folder of the prediction log cannot be made. */
  log: 5,
})

/** The exit code that an error calls for; of a worker that failed, the worker's own. */
export function exitCodeOf(error: unknown): number {
  if (!MillraceError.isInstance(error)) return exitCodes.failed
  const { code, details } = error
  if (code === 'E_WORKER_FAILED') return typeof details.exitCode === 'number' ? details.exitCode : exitCodes.failed
  if (code === 'E_LISTEN_FAILED') return exitCodes.address
  return code === 'E_LOG_UNWRITABLE' ? exitCodes.log : exitCodes.model
}
