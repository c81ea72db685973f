import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { ReadableStream } from 'node:stream/web'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { fileError, MillraceError } from '@millrace/core'

const chunkBytes = 2 ** 20

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
  /** Path of the file, where it is one. */
  readonly path?: string
  /** The bytes. */
  readonly chunks: AsyncIterable<Uint8Array>
}

/** Finds out what the source is; `E_FILE_MISSING`, `E_FILE_NOT_REGULAR` or `E_FILE_UNREADABLE` where it is no file that can be read. */
export async function openSource(source: CsvSource): Promise<OpenSource> {
  if (typeof source === 'string') return openFile(source)
  if (source instanceof URL) return openFile(filePathOf(source, 'source'))
  if (source instanceof Uint8Array) return { name: 'CSV', total: source.length, chunks: chunksOfBytes(source) }
  const chunks = source instanceof ReadableStream ? Readable.fromWeb(source) : source
  if (typeof chunks?.[Symbol.asyncIterator] !== 'function')
    throw new TypeError('the source of CSV is no path, URL, bytes or stream of bytes')
  return { name: 'CSV', total: undefined, chunks }
}

async function openFile(path: string): Promise<OpenSource> {
  const found = await stat(path).catch((cause: unknown) => {
    throw fileError(path, { action: 'read', cause })
  })
  if (found.isDirectory()) {
    const message = `'${path}' is a directory; give the path of a file`
    throw new MillraceError({ code: 'E_FILE_NOT_REGULAR', message, details: { path } })
  }
  return { name: path, total: found.isFile() ? found.size : undefined, path, chunks: createReadStream(path, { highWaterMark: chunkBytes }) }
}

/** Lets other work, and an abort, have its turn between chunks. */
async function* chunksOfBytes(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    yield bytes.subarray(start, start + chunkBytes)
    await setImmediate()
  }
}

/** The path of a `file:` URL. */
export function filePathOf(url: URL, option: 'source' | 'destination'): string {
  if (url.protocol === 'file:') return fileURLToPath(url)
  throw new MillraceError({
    code: 'E_OPTION_INVALID',
    message: `the ${option} is ${url.href}, which is not a file: URL; give a stream for anything else, such as the body of a response`,
    details: { option, value: url.href },
  })
}
