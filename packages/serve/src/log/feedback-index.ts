import type { Feedback } from '@millrace/core'
import type { LogFile } from './list-log-files.ts'
import { listLogFiles } from './list-log-files.ts'
import { readLines } from './read-lines.ts'
import { decodeFeedback } from './record-line.ts'

/** All feedback of a folder by the id of its prediction, whichever process wrote it. */
export class FeedbackIndex {
  readonly #folder: string
  readonly #byId = new Map<string, Feedback>()
  /** How far each file was read, by its name without `.open`. */
  readonly #ends = new Map<string, number>()
  #last: Promise<void> = Promise.resolve()

  constructor(folder: string) {
    this.#folder = folder
  }

  get(id: string): Feedback | undefined {
    return this.#byId.get(id)
  }

  /** Of several, the one with the latest time is kept. */
  add(feedback: Feedback): void {
    const known = this.#byId.get(feedback.id)
    if (known === undefined || feedback.atMs > known.atMs) this.#byId.set(feedback.id, feedback)
  }

  /** Reads what was written since the last call. */
  refresh(): Promise<void> {
    const done = this.#last.then(() => this.#read())
    this.#last = done.catch(() => undefined)
    return done
  }

  async #read(): Promise<void> {
    const files = await listLogFiles(this.#folder, 'feedback')
    this.#forgetRemoved(files)
    for (const file of files) {
      const key = keyOf(file)
      for await (const { lines, end } of readLines(file.path, { from: this.#ends.get(key) ?? 0 })) {
        for (const line of lines) {
          const feedback = decodeFeedback(line)
          if (feedback !== null) this.add(feedback)
        }
        this.#ends.set(key, end)
      }
    }
  }

  /** Retention is rare, so what stays is simply read again. */
  #forgetRemoved(files: readonly LogFile[]): void {
    const present = new Set(files.map(keyOf))
    if ([...this.#ends.keys()].every((key) => present.has(key))) return
    this.#ends.clear()
    this.#byId.clear()
  }
}

const keyOf = ({ writer, sequence }: LogFile) => `${writer}-${sequence}`
