import { Readable } from 'node:stream'

/**
 * The items of an iterable until the signal aborts, also while it makes one wait; then the reason of the signal is thrown, and the source is
 * told to stop and not waited for.
 *
 * @param items - a stream, a generator, or any other source
 * @param signal - nothing for a source that is never stopped
 * @example
 * ```ts
 * import { untilAborted } from '@millrace/core'
 *
 * async function* numbers() {
 *   for (let i = 0; ; i++) yield i
 * }
 * const stop = new AbortController()
 * const seen: number[] = []
 * const reading = async () => {
 *   for await (const number of untilAborted(numbers(), stop.signal)) if (seen.push(number) === 3) stop.abort(new RangeError('enough'))
 * }
 * await reading() // => throws RangeError
 * ```
 * @category Progress
 * @since 0.1.0
 */
export async function* untilAborted<Item>(items: AsyncIterable<Item>, signal: AbortSignal | undefined): AsyncGenerator<Item> {
  if (signal === undefined) return yield* items
  const iterator = items[Symbol.asyncIterator]()
  let abort = () => {}
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort)
  })
  aborted.catch(() => {})
  try {
    for (;;) {
      signal.throwIfAborted()
      const next = await Promise.race([iterator.next(), aborted])
      if (next.done) return
      yield next.value
    }
  } finally {
    signal.removeEventListener('abort', abort)
    // A stream that waits for data answers only to this; a generator answers when its next item has come, which is not awaited.
    if (items instanceof Readable) items.destroy()
    else iterator.return?.().catch(() => {})
  }
}
