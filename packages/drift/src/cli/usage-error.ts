import { MillraceError } from '@millrace/core'

/** The command line cannot be understood. */
export const usageError = (message: string): MillraceError => new MillraceError({ code: 'E_USAGE', message })
