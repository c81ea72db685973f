import { createReadStream } from 'node:fs'
import { fileError } from '@millrace/core'

/**
 * What is kept as an artifact: a text, bytes, a stream of bytes, or the file at a path.
 *
 * @category Runs
 * @since 0.1.0
 */
export type ArtifactContent = string | Uint8Array | AsyncIterable<Uint8Array> | { readonly path: string }

/** The bytes of the content. */
export function contentBytes(content: ArtifactContent): Uint8Array | AsyncIterable<Uint8Array> {
  if (typeof content === 'string') return new TextEncoder().encode(content)
  // A stream of a file has a path too.
  return content instanceof Uint8Array || Symbol.asyncIterator in content ? content : fileBytes(content.path)
}

async function* fileBytes(path: string): AsyncIterable<Uint8Array> {
  try {
    yield* createReadStream(path) as AsyncIterable<Uint8Array>
  } catch (cause) {
    throw fileError(path, { action: 'read', cause })
  }
}
