import { Readable } from 'node:stream'

/** The items of an iterable until the signal aborts, also while it makes one wait; then the reason of the signal is thrown. */
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
