import type { WorkerEvent } from './worker-event.ts'
import { type WorkerExit, WorkerProcess, type WorkerProgram } from './worker-process.ts'

/** How {@link WorkerSlot} keeps a process running. */
export interface WorkerSlotOptions {
  readonly program: WorkerProgram
  readonly readyMs: number
  readonly drainMs: number
  readonly onEvent: (event: WorkerEvent) => void
}

const firstDelayMs = 100
const longestDelayMs = 30_000
/** A process that ran for so long was well, and its end is no sequel of the one before. */
const steadyMs = 10_000

/** The place of one worker: a process that ends unasked is replaced, later and later if it keeps ending. */
export class WorkerSlot {
  readonly #options: WorkerSlotOptions
  #current: WorkerProcess | null = null
  #next: WorkerProcess | null = null
  #failures = 0
  #timer: NodeJS.Timeout | undefined
  #isClosed = false
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: WorkerSlotOptions) {
    this.#options = options
  }

  /** The process that answers requests, if there is one. */
  get pid(): number | null {
    return this.#current?.pid ?? null
  }

  /**
   * Starts a process, waits until it is ready, and only then asks the one before to end; gives where it listens. Where the new one fails, the one before stays, and an
   * empty place is filled later.
   */
  replace(): Promise<string | null> {
    const done = this.#last.then(() => this.#replace())
    this.#last = done.catch(() => undefined)
    return done
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    await Promise.all([this.#current, this.#next].map((process) => process?.drain(this.#options.drainMs)))
  }

  kill(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    for (const process of [this.#current, this.#next]) process?.kill()
  }

  async #replace(): Promise<string | null> {
    if (this.#isClosed) return null
    clearTimeout(this.#timer)
    const { program, readyMs, drainMs, onEvent } = this.#options
    const next = new WorkerProcess(program)
    this.#next = next
    this.#watch(next)
    try {
      const url = await next.whenReady(readyMs)
      const before = this.#current
      this.#current = next
      onEvent({ type: 'ready', pid: next.pid, url })
      await before?.drain(drainMs)
      return url
    } catch (error) {
      this.#next = null
      this.#refill()
      throw error
    } finally {
      this.#next = null
    }
  }

  #watch(process: WorkerProcess): void {
    const startedMs = Date.now()
    void process.exited.then((exit) => {
      if (this.#current === process) this.#current = null
      const wasAsked = process.isEnding
      if (process.isReady && Date.now() - startedMs >= steadyMs) this.#failures = 0
      this.#report(process, exit, wasAsked ? null : this.#refill())
    })
  }

  /** Fills an empty place after a while, and says after how long; null where a process stands there or comes anyway. */
  #refill(): number | null {
    if (this.#isClosed || this.#current !== null || this.#next !== null) return null
    const delayMs = Math.min(firstDelayMs * 2 ** this.#failures, longestDelayMs)
    this.#failures++
    this.#timer = setTimeout(() => this.replace().catch(() => undefined), delayMs)
    return delayMs
  }

  #report({ pid }: WorkerProcess, { code, signal }: WorkerExit, restartMs: number | null): void {
    this.#options.onEvent({ type: 'exited', pid, code, signal, restartMs })
  }
}
