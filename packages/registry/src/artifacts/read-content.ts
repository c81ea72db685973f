import type { PutArtifactOptions } from '@millrace/core'

/**
 * The chunks of what is to be written, one by one. A signal ends the waiting for the next chunk at once; the source is told to stop and
 * not waited for.
 */
export async function* readContent({ content, signal }: Pick<PutArtifactOptions, 'content' | 'signal'>): AsyncGenerator<Uint8Array, void> {
  signal?.throwIfAborted()
  if (content instanceof Uint8Array) {
    yield content
    signal?.throwIfAborted()
    return
  }
  const source = content[Symbol.asyncIterator]()
  let ended = false
  try {
    while (true) {
      const { done, value } = await next(source, signal)
      ended = done === true
      signal?.throwIfAborted()
      if (ended) return
      if (!(value instanceof Uint8Array)) throw new TypeError(`put: a chunk of the content is a ${typeof value}; give Uint8Array chunks`)
      yield value
    }
  } finally {
    if (!ended) void source.return?.()?.catch(() => undefined)
  }
}

function next(source: AsyncIterator<Uint8Array>, signal: AbortSignal | undefined): Promise<IteratorResult<Uint8Array>> {
  if (signal === undefined) return source.next()
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort)
    source
      .next()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort))
  })
}
