import { MillraceError, redactUrl } from '@millrace/core'

/**
 * What went wrong, as JSON without secrets.
 *
 * @category Alerts
 * @since 0.1.0
 */
export interface AlertFault {
  /** Code of a Millrace error, else the name of the error. */
  readonly code: string
  /** What happened; secrets that show as such in a text are taken out. */
  readonly message: string
}

export function alertFault(error: unknown): AlertFault {
  const code = MillraceError.isInstance(error) ? error.code : error instanceof Error ? error.name : typeof error
  const message = error instanceof Error ? error.message : String(error)
  return Object.freeze({ code, message: redactUrl(message).slice(0, 1000) })
}
