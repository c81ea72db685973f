import { WorkerSlot, type WorkerSlotOptions } from './worker-slot.ts'

/** The places of all workers. */
export class WorkerPool {
  readonly #slots: readonly WorkerSlot[]
  #restarting: Promise<void> = Promise.resolve()
  #nextRestart: Promise<void> | undefined
  #closing: Promise<void> | undefined

  constructor(workers: number, options: WorkerSlotOptions) {
    this.#slots = Array.from({ length: workers }, () => new WorkerSlot(options))
  }

  get pids(): readonly number[] {
    return this.#slots.flatMap(({ pid }) => pid ?? [])
  }

  /** Fills all places; gives where the workers listen. */
  async start(): Promise<string | null> {
    const [url = null] = await Promise.all(this.#slots.map((slot) => slot.replace()))
    return url
  }

  /** Replaces the workers one after another; whoever asks while that goes on shares the next round. */
  restart(): Promise<void> {
    this.#nextRestart ??= this.#restarting
      .catch(() => undefined)
      .then(() => {
        this.#nextRestart = undefined
        this.#restarting = this.#replaceInTurn()
        return this.#restarting
      })
    return this.#nextRestart
  }

  /** Drains all workers. */
  close(): Promise<void> {
    this.#closing ??= Promise.all(this.#slots.map((slot) => slot.close())).then(() => undefined)
    return this.#closing
  }

  /** Ends all workers at once. */
  kill(): void {
    for (const slot of this.#slots) slot.kill()
  }

  async #replaceInTurn(): Promise<void> {
    for (const slot of this.#slots) if (this.#closing === undefined) await slot.replace()
  }
}
