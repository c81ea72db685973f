import { type FileHandle, open } from 'node:fs/promises'
import type { WorkOptions } from '@millrace/core'

/** Files are read, hashed and copied by blocks of this size; the legacy hash of DVC 2 depends on it. */
export const blockSize = 2 ** 20

const progressIntervalMs = 250

/**
 * Options of {@link readBlocks}.
 */
export interface ReadBlocksOptions extends WorkOptions {
  /** What progress events call the work. */
  readonly task: string
}

/**
 * Reads a file by full blocks of {@link blockSize} bytes (the last may be shorter), all through one buffer: a block is gone at the next step.
 */
export async function* readBlocks(path: string, { task, signal, progress }: ReadBlocksOptions): AsyncGenerator<Buffer, void> {
  signal?.throwIfAborted()
  const handle = await open(path)
  try {
    const total = (await handle.stat()).size
    const buffer = Buffer.allocUnsafe(blockSize)
    let done = 0
    let told = Date.now()
    for (;;) {
      const length = await fill(handle, buffer)
      if (length === 0) break
      yield buffer.subarray(0, length)
      signal?.throwIfAborted()
      done += length
      if (progress && Date.now() - told >= progressIntervalMs && done < total) {
        progress({ task, done, total, unit: 'bytes' })
        told = Date.now()
      }
    }
    progress?.({ task, done, total: done, unit: 'bytes' })
  } finally {
    await handle.close()
  }
}

/** Reads until the buffer is full or the file ends: one read may return less than there is. */
async function fill(handle: FileHandle, buffer: Buffer): Promise<number> {
  let length = 0
  while (length < buffer.length) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return length
}
