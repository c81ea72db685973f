/**
 * What happened to a worker: it answers requests now, or its process ended.
 *
 * @category Workers
 * @since 0.1.0
 */
export type WorkerEvent =
  | { readonly type: 'ready'; readonly pid: number; readonly url: string | null }
  | {
      readonly type: 'exited'
      readonly pid: number
      readonly code: number | null
      readonly signal: string | null
      /** After how many milliseconds another takes its place; null when it was asked to end, or another is on its way. */
      readonly restartMs: number | null
    }
