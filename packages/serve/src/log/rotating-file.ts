import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { formatLogFileName, type LogFileKind, parseLogFileName, writerName } from './log-file-name.ts'

/** How {@link RotatingFile} writes. */
export interface RotatingFileOptions {
  readonly folder: string
  readonly kind: LogFileKind
  /** A file of at least this size is closed. */
  readonly rotateBytes: number
  /** A file that was opened so long ago is closed. */
  readonly rotateMs: number
  /** Whether a write reaches the disk before it counts as done. */
  readonly durable: boolean
  readonly now: () => number
  /** Is told of each file that was closed. */
  readonly onClosed?: () => void
}

interface OpenFile {
  readonly handle: FileHandle
  readonly path: string
  readonly openedMs: number
  /** Bytes that were written whole. */
  size: number
}

/** Files of one process, one after the other: each write is whole in one of them, or fails and leaves nothing behind that a reader takes for a record. */
export class RotatingFile {
  readonly #options: RotatingFileOptions
  #file: OpenFile | null = null
  #writer: string | null = null
  #sequence = 0
  #last: Promise<void> = Promise.resolve()

  constructor(options: RotatingFileOptions) {
    this.#options = options
  }

  /** Writes whole lines. */
  write(lines: Uint8Array): Promise<void> {
    return this.#inTurn(async () => {
      await this.#closeIfDue()
      this.#file ??= await this.#open()
      await this.#append(this.#file, lines)
      await this.#closeIfDue()
    })
  }

  /** Closes the file when it is large or old enough. */
  rotate(): Promise<void> {
    return this.#inTurn(() => this.#closeIfDue())
  }

  /** Closes the file; a later write opens another. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#close())
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#last.then(work)
    this.#last = done.catch(() => undefined)
    return done
  }

  async #append(file: OpenFile, bytes: Uint8Array): Promise<void> {
    try {
      await file.handle.writeFile(bytes)
      if (this.#options.durable) await file.handle.datasync()
      file.size += bytes.length
    } catch (error) {
      // Part of it may be in the file. If that cannot be cut off, it stays as a torn last line, which readers skip, and the file ends there.
      await file.handle.truncate(file.size).catch(() => this.#close())
      throw error
    }
  }

  async #closeIfDue(): Promise<void> {
    const { rotateBytes, rotateMs, now } = this.#options
    if (this.#file !== null && (this.#file.size >= rotateBytes || now() - this.#file.openedMs >= rotateMs)) await this.#close()
  }

  async #close(): Promise<void> {
    const file = this.#file
    if (file === null) return
    this.#file = null
    await file.handle.datasync().catch(() => undefined)
    await file.handle.close().catch(() => undefined)
    // Another process may have done it, taking this one for dead.
    await rename(file.path, file.path.replace(/\.open$/, '')).catch(() => undefined)
    this.#options.onClosed?.()
  }

  async #open(): Promise<OpenFile> {
    const { folder, kind, now } = this.#options
    await mkdir(folder, { recursive: true, mode: 0o700 })
    this.#writer ??= await this.#unusedWriter()
    for (;;) {
      const path = join(folder, formatLogFileName({ kind, writer: this.#writer, sequence: ++this.#sequence, open: true }))
      try {
        // Rows are personal data: nobody else reads them unless the operator says so.
        const handle = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_APPEND, 0o600)
        return { handle, path, openedMs: now(), size: 0 }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
        this.#writer = await this.#unusedWriter()
      }
    }
  }

  /** Process ids repeat between containers, and a process may open a log twice in one millisecond. */
  async #unusedWriter(): Promise<string> {
    const used = new Set((await readdir(this.#options.folder)).map((name) => parseLogFileName(name)?.writer))
    let startMs = this.#options.now()
    while (used.has(writerName(startMs, process.pid))) startMs++
    return writerName(startMs, process.pid)
  }
}
