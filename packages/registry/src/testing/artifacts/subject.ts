import { setImmediate } from 'node:timers/promises'
import { type Artifact, type ArtifactStore, digestBytes } from '@millrace/core'

/** The UTF-8 bytes of a text. */
export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** 200,000 bytes that no two places share: several chunks of any store. */
export const large: Uint8Array = new Uint8Array(Uint32Array.from({ length: 50_000 }, (_, i) => i * 2_654_435_761).buffer)

/** All that is left to be read. */
export async function readAll({ body }: Pick<Artifact, 'body'>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}

/** The text of an artifact. */
export async function readText(store: ArtifactStore, key: string): Promise<string> {
  return new TextDecoder().decode(await readAll(await store.get(key)))
}

/** The keys below a prefix, in the order of the store. */
export async function keysOf(store: ArtifactStore, prefix = ''): Promise<readonly string[]> {
  return (await store.list(prefix)).items.map(({ key }) => key)
}

/** Chunks that come one by one, with time between them. */
export async function* streamed(content: Uint8Array, chunkBytes = 10_000): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < content.length; start += chunkBytes) {
    await setImmediate()
    yield content.subarray(start, start + chunkBytes)
  }
}

/** A digest that no content of these tests has. */
export const wrongDigest = digestBytes('something else')
