import { createHash } from 'node:crypto'
import { fileError, type WorkOptions } from '@millrace/core'
import type { OpenSource } from './csv-source.ts'
import { decodeChunks } from './decode-chunks.ts'
import { reportBytes } from './report-bytes.ts'
import { type RowHandler, RowReader, type RowReaderOptions } from './row-reader.ts'
import { untilAborted } from './until-aborted.ts'

/** Options of {@link streamRows}. */
export interface StreamRowsOptions extends RowReaderOptions, WorkOptions {}

/**
 * Reads a source to its end, or until the handler is full, and hands its rows on.
 *
 * @returns the digest of the bytes that were read, as DVC computes it: `md5:` and 32 hexadecimal digits
 */
export async function streamRows(source: OpenSource, handler: RowHandler, options: StreamRowsOptions): Promise<`md5:${string}`> {
  const { name, format, signal } = options
  const hash = createHash('md5')
  const reader = new RowReader(handler, { name, format })
  const report = reportBytes(options, { task: `read ${name}`, total: source.total })
  const chunks = decodeChunks(hashed(untilAborted(source.chunks, signal)), { name, encoding: format.encoding })
  try {
    for await (const chunk of chunks) {
      reader.push(chunk)
      if (handler.isFull) break
    }
  } catch (cause) {
    throw source.path === undefined ? cause : fileError(source.path, { action: 'read', cause })
  }
  if (!handler.isFull) reader.end()
  report.end()
  return `md5:${hash.digest('hex')}`

  async function* hashed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError(`${name} gives chunks that are not bytes; leave its encoding unset`)
      hash.update(chunk)
      report.add(chunk.length)
      yield chunk
    }
  }
}
