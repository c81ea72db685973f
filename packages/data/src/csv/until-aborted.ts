/** The items of an iterable until the signal aborts, also while it makes one wait; then the reason of the signal is thrown. */
export async function* untilAborted<Item>(items: AsyncIterable<Item>, signal: AbortSignal | undefined): AsyncGenerator<Item> {
  if (signal === undefined) return yield* items
  signal.throwIfAborted()
  const iterator = items[Symbol.asyncIterator]()
  let abort = () => {}
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort)
  })
  aborted.catch(() => {})
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), aborted])
      if (next.done) return
      yield next.value
      signal.throwIfAborted()
    }
  } finally {
    signal.removeEventListener('abort', abort)
    // Not awaited: a generator that waits for its next item answers only when that has come.
    void iterator.return?.()
  }
}
