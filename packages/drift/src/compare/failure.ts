import { MillraceError } from '@millrace/core'

/** A reason that a column cannot be compared for, as people read it. */
export class Failure extends Error {}

/** Why a column failed, whatever was thrown. */
export function reasonOf(error: unknown): string {
  if (error instanceof Failure || MillraceError.isInstance(error)) return error.message
  return `the comparison failed: ${error instanceof Error ? error.message : String(error)}`
}
