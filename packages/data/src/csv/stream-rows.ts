import { createHash } from 'node:crypto'
import type { WorkOptions } from '@millrace/core'
import type { OpenSource } from './csv-source.ts'
import { decodeChunks } from './decode-chunks.ts'
import { reportBytes } from './report-bytes.ts'
import { type RowHandler, RowReader, type RowReaderOptions } from './row-reader.ts'
import { untilAborted } from './until-aborted.ts'

/** Options of {@link streamRows}. */
export interface StreamRowsOptions extends RowReaderOptions, WorkOptions {}

/**
 * Reads a source to its end and hands its rows on.
 *
 * @returns the digest of its bytes as DVC computes it, `md5:` and 32 hexadecimal digits
 */
export async function streamRows(source: OpenSource, handler: RowHandler, options: StreamRowsOptions): Promise<`md5:${string}`> {
  const { name, format, signal } = options
  const hash = createHash('md5')
  const reader = new RowReader(handler, { name, format })
  const report = reportBytes(options, { task: `read ${name}`, total: source.total })
  for await (const chunk of decodeChunks(hashed(untilAborted(source.chunks, signal)), { name, encoding: format.encoding }))
    reader.push(chunk)
  reader.end()
  report.end()
  return `md5:${hash.digest('hex')}`

  async function* hashed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError(`readCsv: ${name} gives chunks that are not bytes; leave its encoding unset`)
      hash.update(chunk)
      report.add(chunk.length)
      yield chunk
    }
  }
}
