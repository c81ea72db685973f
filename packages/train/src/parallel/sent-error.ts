import { MillraceError, type MillraceErrorOptions } from '@millrace/core'

/** An error as it goes from thread to thread, where classes other than those of JavaScript are lost. */
export type SentError = (MillraceErrorOptions & { readonly kind: 'millrace' }) | { readonly kind: 'other'; readonly error: unknown }

/** Makes an error fit to be sent; what cannot be copied becomes its text. */
export function sendError(error: unknown): SentError {
  if (MillraceError.isInstance(error)) return { kind: 'millrace', code: error.code, message: error.message, details: error.details }
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  return { kind: 'other', error: Object.assign(name === 'RangeError' ? new RangeError(message) : new Error(message), { name, stack }) }
}

/** The error as it was thrown; one that no input explains is an `E_WORKER_DIED`, with the error as its cause. */
export function receiveError(sent: SentError, task: string): unknown {
  if (sent.kind === 'millrace') return new MillraceError(sent)
  return sent.error instanceof RangeError ? sent.error : workerDied(task, sent.error)
}

/** What a run rejects with when one of its threads ended before it was done. */
export function workerDied(task: string, cause: unknown): MillraceError {
  const reason = cause instanceof Error ? `: ${cause.message}` : ''
  return new MillraceError({
    code: 'E_WORKER_DIED',
    message: `a thread that ran '${task}' ended before it was done${reason}; try again, with fewer threads if memory is short`,
    details: { task },
    cause,
  })
}
