import { MillraceError } from '../../src/errors/millrace-error.ts'

/** The Millrace error that the work throws; anything else that it throws passes on. */
export function failure(work: () => unknown): MillraceError {
  try {
    work()
  } catch (error) {
    if (MillraceError.isInstance(error)) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

/** {@link failure} of work that takes time. */
export async function failureOf(work: Promise<unknown>): Promise<MillraceError> {
  const outcome = await work.then(
    () => new Error('nothing was thrown'),
    (error: unknown) => error,
  )
  if (MillraceError.isInstance(outcome)) return outcome
  throw outcome
}
