import type { Progress, ProgressEvent } from './progress.ts'

/**
 * How often {@link throttleProgress} lets events through.
 *
 * @category Progress
 * @since 0.1.0
 */
export interface ThrottleProgressOptions {
  /** Least time between two events of one task, in milliseconds. @defaultValue 100 */
  readonly everyMs?: number
  /** A clock in milliseconds. @defaultValue performance.now */
  readonly now?: () => number
}

/**
 * Lets few of many events through, so that inner loops can call as often as they like: the first of a task, then one in each interval, and
 * always the last, whose `done` has reached `total`.
 *
 * @param progress - who is told
 * @param options - the interval and the clock
 * @returns a function to call with every step
 * @example
 * ```ts
 * import { throttleProgress, type ProgressEvent } from '@millrace/core'
 *
 * const seen: number[] = []
 * const tell = throttleProgress((event) => seen.push(event.done), { everyMs: 1000, now: () => 0 })
 * for (let done = 1; done <= 100; done++) tell({ task: 'fit', done, total: 100, unit: 'folds' })
 * seen // => [1, 100]
 * ```
 * @category Progress
 * @since 0.1.0
 */
export function throttleProgress(
  progress: Progress,
  { everyMs = 100, now = () => performance.now() }: ThrottleProgressOptions = {},
): Progress {
  const toldAt = new Map<string, number>()
  return (event) => {
    const last = toldAt.get(event.task)
    const time = now()
    if (isFinal(event)) toldAt.delete(event.task)
    else if (last !== undefined && time - last < everyMs) return
    else toldAt.set(event.task, time)
    progress(event)
  }
}

/** Whether the work is done. */
export function isFinal({ done, total }: ProgressEvent): boolean {
  return total !== undefined && done >= total
}
