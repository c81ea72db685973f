import type { Digest } from '@millrace/core'

/** What a writer is told, as one line of JSON on its standard input. */
export interface Order {
  /** Folder with the database and the artifacts. */
  readonly folder: string
  /** Name of the writer, from which the names of what it writes begin. */
  readonly name: string
  /** How often it writes of each kind. @defaultValue until it is killed */
  readonly times?: number
}

/** What a writer says, as one line of JSON on its standard output: of a write, after its promise resolved. */
export type Report =
  | { readonly kind: 'ready' | 'opened' | 'closed' }
  | { readonly kind: 'run'; readonly runId: string }
  | { readonly kind: 'metrics'; readonly runId: string; readonly firstStep: number; readonly count: number }
  | { readonly kind: 'commit'; readonly sequences: readonly number[]; readonly digests: readonly Digest[]; readonly version: number }
  | { readonly kind: 'artifact'; readonly key: string; readonly digest: Digest }
  | { readonly kind: 'failure'; readonly code: string; readonly message: string }
