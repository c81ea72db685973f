import type { FileHandle } from 'node:fs/promises'
import { MillraceError } from '@millrace/core'
import type { ByteRange } from './artifact-range.ts'

const chunkBytes = 65_536

/** What {@link FileBody} reads. */
export interface FileBodyOptions extends ByteRange {
  /** Key of the artifact, for messages. */
  readonly key: string
  /** Stops the reading, and closes the file also where nobody reads. */
  readonly signal?: AbortSignal | undefined
}

/** Reads a part of an open file once, in chunks, and closes it at the end, on an error, on `return`, and on an abort. */
export class FileBody implements AsyncIterableIterator<Uint8Array> {
  readonly #file: FileHandle
  readonly #options: FileBodyOptions
  readonly #abort = () => void this.#close()
  #position: number
  #open = true

  constructor(file: FileHandle, options: FileBodyOptions) {
    this.#file = file
    this.#options = options
    this.#position = options.start
    options.signal?.addEventListener('abort', this.#abort)
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const { end, signal } = this.#options
    signal?.throwIfAborted()
    if (!this.#open || this.#position === end) return this.return()
    try {
      const chunk = new Uint8Array(Math.min(chunkBytes, end - this.#position))
      const { bytesRead } = await this.#file.read(chunk, 0, chunk.length, this.#position)
      if (bytesRead === 0) throw this.#shortened()
      this.#position += bytesRead
      return { done: false, value: chunk.subarray(0, bytesRead) }
    } catch (error) {
      await this.#close()
      signal?.throwIfAborted()
      throw error
    }
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    await this.#close()
    return { done: true, value: undefined }
  }

  async #close(): Promise<void> {
    if (!this.#open) return
    this.#open = false
    this.#options.signal?.removeEventListener('abort', this.#abort)
    await this.#file.close()
  }

  #shortened(): MillraceError {
    const { key } = this.#options
    return new MillraceError({
      code: 'E_FILE_UNREADABLE',
      message: `the artifact '${key}' became shorter while it was read; write artifacts through the store only`,
      details: { key },
    })
  }
}
