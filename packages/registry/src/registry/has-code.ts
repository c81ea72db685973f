import { MillraceError } from '@millrace/core'

/** Whether something thrown is the Millrace error of that code. */
export const hasCode = (error: unknown, code: `E_${string}`): boolean => MillraceError.isInstance(error) && error.code === code
