import type { ChangeContext, Json } from '@millrace/core'

/**
 * Who asks for a change, and why: what the audit keeps beside the change itself.
 *
 * @category Promotion
 * @since 0.1.0
 */
export interface ChangeNote {
  /** Who asks. @defaultValue the actor of the registry */
  readonly actor?: string | undefined
  /** Why, in words. */
  readonly reason?: string | undefined
}

/** What is committed with the change: the note, filled up. */
export function changeContext({ actor }: { readonly actor: string }, note: ChangeNote, details?: Json): ChangeContext {
  return {
    actor: note.actor ?? actor,
    ...(note.reason !== undefined && { reason: note.reason }),
    ...(details !== undefined && { details }),
  }
}
