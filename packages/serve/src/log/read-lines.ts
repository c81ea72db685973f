import { type FileHandle, open } from 'node:fs/promises'
import { fileError } from '@millrace/core'

const firstChunk = 4_096
const largestChunk = 262_144
/** No line of a log is longer: what is, is damage, and is passed over. */
const longestLine = 16_777_216

/** Whole lines, and the offset in the file behind them. */
export interface LineBlock {
  readonly lines: readonly string[]
  readonly end: number
}

/** How {@link readLines} reads. */
export interface ReadLinesOptions {
  /** Where to begin: 0, or the `end` of a block. @defaultValue 0 */
  readonly from?: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Reads the lines that a file has now, block by block; a last line without its end is left out. Between blocks the file is not held open, so any number can be
 * read at once, and it may be renamed from `.open`, grow, or be removed, which ends the reading.
 */
export async function* readLines(path: string, { from = 0, signal }: ReadLinesOptions = {}): AsyncGenerator<LineBlock, void, undefined> {
  let size = Number.POSITIVE_INFINITY
  let offset = from
  let torn: Buffer = Buffer.alloc(0)
  for (let chunk = firstChunk; offset < size; chunk = Math.min(2 * chunk, largestChunk)) {
    signal?.throwIfAborted()
    const file = await openEitherWay(path)
    if (file === null) return
    const read = await readChunk(file, { path, offset, bytes: Math.min(chunk, size - offset) })
    size = Math.min(size, read.size)
    if (read.bytes.length === 0) return
    offset += read.bytes.length
    const text = Buffer.concat([torn, read.bytes])
    const end = text.lastIndexOf(10) + 1
    torn = text.length - end > longestLine ? Buffer.alloc(0) : text.subarray(end)
    if (end > 0) yield { lines: text.toString('utf8', 0, end - 1).split('\n'), end: offset - (text.length - end) }
  }
}

interface Chunk {
  readonly path: string
  readonly offset: number
  readonly bytes: number
}

async function readChunk(file: FileHandle, { path, offset, bytes }: Chunk): Promise<{ readonly size: number; readonly bytes: Buffer }> {
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(bytes), 0, bytes, offset)
    return { size, bytes: buffer.subarray(0, bytesRead) }
  } catch (cause) {
    throw fileError(path, { action: 'read', cause })
  } finally {
    await file.close()
  }
}

/** A file that was listed as open may have been closed since, which renames it. */
async function openEitherWay(path: string): Promise<FileHandle | null> {
  for (const each of new Set([path, path.replace(/\.open$/, '')])) {
    try {
      return await open(each)
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw fileError(each, { action: 'read', cause })
    }
  }
  return null
}
