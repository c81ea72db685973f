import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { ReadableStream } from 'node:stream/web'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { fileError, MillraceError } from '@millrace/core'

const chunkBytes = 2 ** 18

/**
 * Where CSV comes from: the path or `file:` URL of a file, bytes, or a stream of bytes (Node's `Readable`, a web `ReadableStream` such as the body of a
 * response, any async iterable; a compressed file through `createGunzip()`).
 *
 * @category CSV
 * @since 0.1.0
 */
export type CsvSource = string | URL | Uint8Array | AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>

/** A source that is ready to be read. */
export interface OpenSource {
  /** What messages call it, where the caller has no name for it. */
  readonly name: string
  /** Number of bytes, where it is known. */
  readonly total: number | undefined
  /** The bytes. */
  readonly chunks: AsyncIterable<Uint8Array>
}

/** Finds out what the source is; `E_FILE_MISSING`, `E_FILE_NOT_REGULAR` or `E_FILE_UNREADABLE` where it is no file that can be read. */
export async function openSource(source: CsvSource): Promise<OpenSource> {
  if (typeof source === 'string') return openFile(source)
  if (source instanceof URL) return openFile(pathOf(source))
  if (source instanceof Uint8Array) return { name: 'CSV', total: source.length, chunks: chunksOfBytes(source) }
  return { name: 'CSV', total: undefined, chunks: source as AsyncIterable<Uint8Array> }
}

async function openFile(path: string): Promise<OpenSource> {
  const found = await stat(path).catch((cause: unknown) => {
    throw fileError(path, { action: 'read', cause })
  })
  if (found.isDirectory()) {
    const message = `'${path}' is a directory; give the path of a file`
    throw new MillraceError({ code: 'E_FILE_NOT_REGULAR', message, details: { path } })
  }
  return { name: path, total: found.isFile() ? found.size : undefined, chunks: chunksOfFile(path) }
}

async function* chunksOfFile(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: chunkBytes })
  } catch (cause) {
    throw fileError(path, { action: 'read', cause })
  }
}

/** Lets other work, and an abort, have its turn between chunks. */
async function* chunksOfBytes(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    yield bytes.subarray(start, start + chunkBytes)
    await setImmediate()
  }
}

function pathOf(url: URL): string {
  if (url.protocol === 'file:') return fileURLToPath(url)
  throw new MillraceError({
    code: 'E_OPTION_INVALID',
    message: `the source is ${url.href}, which is not a file: URL; fetch it and give the body of the response`,
    details: { option: 'source', value: url.href },
  })
}
