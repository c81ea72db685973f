import { setImmediate } from 'node:timers/promises'

/**
 * Lets timers, signals and other work run between two parts of a long computation; without it, an abort is seen only at the end.
 *
 * @param signal - stops the computation here
 * @returns a promise for the next turn of the event loop
 * @throws the reason of the signal, when it is or becomes aborted meanwhile
 * @example
 * ```ts
 * import { yieldToEventLoop } from '@millrace/core'
 *
 * let sum = 0
 * for (let block = 0; block < 3; block++) {
 *   for (let i = 0; i < 1000; i++) sum += i
 *   await yieldToEventLoop(AbortSignal.timeout(1000))
 * }
 * sum // => 1498500
 * ```
 * @category Progress
 * @since 0.1.0
 */
export async function yieldToEventLoop(signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted()
  await setImmediate()
  signal?.throwIfAborted()
}
