import { MillraceError } from '@millrace/core'

/** The typed error that the work rejects with. */
export async function errorOf(work: Promise<unknown> | (() => unknown)): Promise<MillraceError> {
  try {
    await (typeof work === 'function' ? work() : work)
  } catch (error) {
    if (MillraceError.isInstance(error)) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
