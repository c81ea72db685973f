import type { Logger, PredictionLogCounters } from '@millrace/core'

/** How {@link BackgroundWriter} gathers lines. */
export interface BackgroundWriterOptions {
  /** Writes whole lines, or rejects and has written nothing. */
  readonly write: (lines: Buffer) => Promise<void>
  readonly flushMs: number
  readonly flushBytes: number
  readonly bufferBytes: number
  readonly logger: Logger
}

interface Batch {
  readonly number: number
  readonly buffer: Buffer
  bytes: number
  lines: number
  /** Whether it is to be written as it is, and takes no more. */
  sealed: boolean
}

/** Most batches that one write takes when the disk was slow. */
const batchesAtOnce = 16
const firstRetryMs = 1_000
const longestRetryMs = 30_000
/** Most UTF-8 bytes of a UTF-16 unit. */
const bytesPerUnit = 3
const lineFeed = 10

/**
 * Takes lines at once and writes them in batches, in order. What fails is tried again later, and lines that find no room meanwhile are dropped and counted; nobody
 * waits but who calls `flush`.
 */
export class BackgroundWriter {
  readonly #options: BackgroundWriterOptions
  readonly #batches: Batch[] = []
  #heldBytes = 0
  #heldLines = 0
  #appended = 0
  #dropped = 0
  #batchNumber = 0
  /** Batches up to this number are dropped where writing fails, since somebody waits for them. */
  #flushNumber = 0
  #timer: NodeJS.Timeout | undefined
  /** How long to wait after writing failed; 0 while it works. */
  #retryMs = 0
  #running: Promise<void> | null = null

  constructor(options: BackgroundWriterOptions) {
    this.#options = options
  }

  get counters(): PredictionLogCounters {
    return Object.freeze({ appended: this.#appended, dropped: this.#dropped, pending: this.#heldLines })
  }

  /** Counts a line that could not be made. */
  drop(): void {
    this.#appended++
    this.#dropped++
  }

  /** Takes a line, which is given without its end. */
  push(line: string): void {
    this.#appended++
    if (this.#heldBytes + line.length >= this.#options.bufferBytes) {
      this.#dropped++
      return
    }
    // Bytes of a buffer, unlike strings that wait, are nothing to the garbage collector.
    const batch = this.#openBatch(bytesPerUnit * line.length + 1)
    const bytes = batch.buffer.write(line, batch.bytes) + 1
    batch.bytes += bytes
    batch.buffer[batch.bytes - 1] = lineFeed
    batch.lines++
    this.#heldBytes += bytes
    this.#heldLines++
    if (batch.bytes >= this.#options.flushBytes) batch.sealed = true
    if (batch.sealed || this.#timer === undefined) this.#schedule()
  }

  /** Resolves when everything pushed before is written or dropped. */
  async flush(): Promise<void> {
    const last = this.#batches.at(-1)
    if (last === undefined) return
    last.sealed = true
    this.#flushNumber = last.number
    while ((this.#batches[0]?.number ?? Number.POSITIVE_INFINITY) <= last.number) await this.#run()
  }

  /** The batch that takes lines, with room for so many bytes. */
  #openBatch(room: number): Batch {
    const last = this.#batches.at(-1)
    if (last !== undefined && !last.sealed) {
      if (last.buffer.length - last.bytes >= room) return last
      last.sealed = true
      this.#schedule()
    }
    const buffer = Buffer.allocUnsafe(this.#options.flushBytes + room)
    const batch = { number: ++this.#batchNumber, buffer, bytes: 0, lines: 0, sealed: false }
    this.#batches.push(batch)
    return batch
  }

  #schedule(): void {
    const first = this.#batches[0]
    if (first === undefined || this.#running !== null) return
    // A disk that stays full keeps no process alive; lines that wait for their batch do.
    if (this.#retryMs > 0) this.#timer ??= setTimeout(() => this.#run(), this.#retryMs).unref()
    else if (first.sealed) void this.#run()
    else this.#timer ??= setTimeout(() => this.#run(), this.#options.flushMs)
  }

  #run(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const first = this.#batches[0]
    if (first !== undefined) first.sealed = true
    this.#running ??= this.#writeSealed().finally(() => {
      this.#running = null
      this.#schedule()
    })
    return this.#running
  }

  async #writeSealed(): Promise<void> {
    // The event loop turns first, so that whoever pushed the line that filled a batch does not pay for its writing.
    await new Promise(setImmediate)
    for (let group = this.#sealed(); group.length > 0; group = this.#sealed()) {
      try {
        await this.#options.write(Buffer.concat(group.map(({ buffer, bytes }) => buffer.subarray(0, bytes))))
        this.#succeeded()
      } catch (error) {
        this.#failed(error)
        group = group.filter(({ number }) => number <= this.#flushNumber)
        if (group.length === 0) return
        for (const { lines } of group) this.#dropped += lines
      }
      this.#release(group)
    }
  }

  /** The first batches that are to be written. */
  #sealed(): Batch[] {
    const open = this.#batches.findIndex(({ sealed }) => !sealed)
    return this.#batches.slice(0, Math.min(open < 0 ? this.#batches.length : open, batchesAtOnce))
  }

  #release(group: readonly Batch[]): void {
    for (const { bytes, lines } of this.#batches.splice(0, group.length)) {
      this.#heldBytes -= bytes
      this.#heldLines -= lines
    }
  }

  #succeeded(): void {
    if (this.#retryMs > 0) this.#options.logger.info({ dropped: this.#dropped }, 'the prediction log can be written again')
    this.#retryMs = 0
  }

  #failed(error: unknown): void {
    if (this.#retryMs === 0) this.#options.logger.error({ err: error }, 'the prediction log cannot be written')
    this.#retryMs = Math.min(Math.max(firstRetryMs, this.#retryMs * 2), longestRetryMs)
  }
}
