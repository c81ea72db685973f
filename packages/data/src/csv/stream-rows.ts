import { availableParallelism } from 'node:os'
import { fileError, untilAborted, type WorkOptions } from '@millrace/core'
import type { OpenSource } from './csv-source.ts'
import { reportBytes } from './report-bytes.ts'
import { type RowHandler, RowReader, type RowReaderOptions } from './row-reader.ts'
import { streamDecoder } from './stream-decoder.ts'
import { streamHash, threadedStreamHash } from './stream-hash.ts'

/** Files from this size are worth a thread that hashes them. */
const threadedBytes = 2 ** 23

/** Options of {@link streamRows}. */
export interface StreamRowsOptions extends RowReaderOptions, WorkOptions {}

/**
 * Reads a source to its end, or until the handler is full, and hands its rows on.
 *
 * @returns the digest of the bytes that were read, as DVC computes it: `md5:` and 32 hexadecimal digits
 */
export async function streamRows(source: OpenSource, handler: RowHandler, options: StreamRowsOptions): Promise<`md5:${string}`> {
  const { name, format, signal } = options
  const isThreaded = source.path !== undefined && (source.total ?? 0) >= threadedBytes && availableParallelism() > 1
  const hash = isThreaded ? threadedStreamHash() : streamHash()
  const decoder = streamDecoder({ encoding: format.encoding, name })
  const reader = new RowReader(handler, { name, format, totalBytes: source.total })
  const report = reportBytes(options, { task: `read ${name}`, total: source.total })
  try {
    for await (const chunk of untilAborted(source.chunks, signal)) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError(`${name} gives chunks that are not bytes; leave its encoding unset`)
      report.add(chunk.length)
      reader.push(decoder.decode(chunk))
      await hash.update(chunk)
      if (handler.isFull) break
    }
    if (!handler.isFull) {
      reader.push(decoder.end())
      reader.end()
    }
    const digest = await hash.digest()
    report.end()
    return `md5:${digest}`
  } catch (cause) {
    throw source.path === undefined ? cause : fileError(source.path, { action: 'read', cause })
  } finally {
    hash.close()
  }
}
