import { type PutArtifactOptions, untilAborted } from '@millrace/core'

/** The chunks of what is to be written, one by one, until the signal aborts. */
export async function* readContent({ content, signal }: Pick<PutArtifactOptions, 'content' | 'signal'>): AsyncGenerator<Uint8Array, void> {
  signal?.throwIfAborted()
  if (content instanceof Uint8Array) yield content
  else {
    for await (const chunk of untilAborted(content, signal)) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError(`put: a chunk of the content is a ${typeof chunk}; give Uint8Array chunks`)
      yield chunk
    }
  }
  signal?.throwIfAborted()
}
