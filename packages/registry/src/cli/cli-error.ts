import { type Json, MillraceError } from '@millrace/core'

/** The error for a command line that cannot be understood. */
export const usageError = (message: string, details: Readonly<Record<string, Json>> = {}): MillraceError =>
  new MillraceError({ code: 'E_USAGE', message, details })
