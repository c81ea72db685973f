import type { TaskKind, Trainer } from '@millrace/core'

/** What a law is tried on. */
export interface LawSubject {
  readonly trainer: Trainer
  /** The kind of target. */
  readonly kind: TaskKind
  /** Number of rows to train on. */
  readonly rows: number
}
