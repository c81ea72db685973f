import type { Task } from './task.ts'

/** How a task is run in this thread. */
export interface RunHereOptions<Payload> {
  /** What it is given. */
  readonly payload: Payload
  /** Stops the run. */
  readonly signal?: AbortSignal | undefined
  /** Is told what it posts. */
  readonly onMessage?: ((message: unknown) => void) | undefined
}

/** Runs a task in this thread alone, without loading what threads need; rejects with the signal's reason when it is aborted. */
export async function runHere<Payload, Result>(
  task: Task<Payload, Result>,
  { payload, signal, onMessage }: RunHereOptions<Payload>,
): Promise<Result> {
  const result = await task(payload, {
    index: 0,
    threads: 1,
    barrier: () => {},
    isStopped: () => signal?.aborted === true,
    post: (message) => onMessage?.(message),
  })
  signal?.throwIfAborted()
  return result
}
