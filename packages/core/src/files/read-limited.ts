import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { MillraceError } from '../errors/millrace-error.ts'
import { fileError } from './file-error.ts'

/**
 * Limits of {@link readFileLimited}.
 *
 * @category Files
 * @since 0.1.0
 */
export interface ReadFileLimitedOptions {
  /** Most bytes that are read. */
  readonly maxBytes: number
  /** Stops the reading; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Reads a whole file that may come from anyone: a regular file of a bounded size, and never a pipe or device that would make it wait.
 *
 * @param path - path of the file
 * @param options - the limit and the signal
 * @returns the bytes, at the start of a buffer of their own, so that typed arrays can be laid over them
 * @throws MillraceError `E_FILE_MISSING`, `E_FILE_NOT_REGULAR`, `E_FILE_TOO_LARGE`, and `E_FILE_UNREADABLE` when the system refuses or
 *   the file changes meanwhile
 * @example
 * ```ts
 * import { readFileLimited } from '@millrace/core'
 *
 * await readFileLimited('.', { maxBytes: 1000 }) // => throws E_FILE_NOT_REGULAR
 * ```
 * @category Files
 * @since 0.1.0
 */
export async function readFileLimited(path: string, { maxBytes, signal }: ReadFileLimitedOptions): Promise<Uint8Array<ArrayBuffer>> {
  signal?.throwIfAborted()
  const file = await openWithoutWaiting(path)
  try {
    const stat = await file.stat()
    if (!stat.isFile()) throw notRegular(path)
    if (stat.size > maxBytes) throw tooLarge(path, stat.size, maxBytes)
    return await readAll(file, { path, size: stat.size, signal })
  } catch (cause) {
    throw fileError(path, { action: 'read', cause })
  } finally {
    await file.close()
  }
}

async function openWithoutWaiting(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (cause) {
    const system = (cause as NodeJS.ErrnoException).code
    throw system === 'ENXIO' || system === 'EISDIR' ? notRegular(path) : fileError(path, { action: 'read', cause })
  }
}

interface Reading {
  readonly path: string
  readonly size: number
  readonly signal: AbortSignal | undefined
}

async function readAll(file: FileHandle, { path, size, signal }: Reading): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(size)
  let filled = 0
  while (filled < size) {
    signal?.throwIfAborted()
    const { bytesRead } = await file.read(bytes, filled, Math.min(size - filled, 16_777_216), filled)
    if (bytesRead === 0) throw changed(path)
    filled += bytesRead
  }
  const { bytesRead: more } = await file.read(new Uint8Array(1), 0, 1, size)
  if (more > 0) throw changed(path)
  return bytes
}

function notRegular(path: string): MillraceError {
  return new MillraceError({
    code: 'E_FILE_NOT_REGULAR',
    message: `'${path}' is a folder, pipe or device; give a regular file`,
    details: { path },
  })
}

function tooLarge(path: string, bytes: number, maxBytes: number): MillraceError {
  return new MillraceError({
    code: 'E_FILE_TOO_LARGE',
    message: `'${path}' has ${bytes} bytes; at most ${maxBytes} are read`,
    details: { path, bytes, maxBytes },
  })
}

function changed(path: string): MillraceError {
  return new MillraceError({
    code: 'E_FILE_UNREADABLE',
    message: `'${path}' changed while it was read; read it again when its writer is done`,
    details: { path },
  })
}
