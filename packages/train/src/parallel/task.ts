/** Where a thread stands among those that run a task together. */
export interface TaskContext {
  /** Which thread it is, 0 to `threads - 1`. */
  readonly index: number
  /** How many run the task. */
  readonly threads: number
  /** Waits until all threads have come here; throws where the run was stopped, which a task lets pass. */
  readonly barrier: () => void
  /** Whether the run is to end: it was aborted, or another thread failed. A task that has no barriers asks now and then, and returns. */
  readonly isStopped: () => boolean
  /** Sends something to who started the task; what is transferred is gone here. */
  readonly post: (message: unknown, transfer?: readonly ArrayBuffer[]) => void
}

/**
 * What the threads of a pool run: the same function in each, with the same payload, of which a `SharedArrayBuffer` is shared and all else is a copy. What it returns is
 * copied too.
 */
export type Task<Payload, Result> = (payload: Payload, context: TaskContext) => Result | Promise<Result>
