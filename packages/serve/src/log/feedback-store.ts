import { type Feedback, MillraceError } from '@millrace/core'
import type { FeedbackIndex } from './feedback-index.ts'
import { feedbackLine } from './record-line.ts'
import type { RotatingFile } from './rotating-file.ts'

interface Waiting {
  readonly feedback: Feedback
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** Keeps feedback durably; what arrives while a write reaches the disk shares the next one. */
export class FeedbackStore {
  readonly #index: FeedbackIndex
  readonly #file: RotatingFile
  #waiting: Waiting[] = []
  #running: Promise<void> | null = null

  constructor(index: FeedbackIndex, file: RotatingFile) {
    this.#index = index
    this.#file = file
  }

  add(feedback: Feedback): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ feedback, resolve, reject })
      this.#running ??= this.#keepWaiting()
    })
  }

  /** Resolves when all feedback that was added is kept or refused. */
  async settled(): Promise<void> {
    await this.#running
  }

  async #keepWaiting(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting
      this.#waiting = []
      try {
        await this.#index.refresh()
        await this.#keep(group)
      } catch (cause) {
        for (const { feedback, reject } of group) reject(unwritable(feedback, cause))
      }
    }
    this.#running = null
  }

  async #keep(group: readonly Waiting[]): Promise<void> {
    const fresh = new Map<string, Feedback>()
    const kept: Waiting[] = []
    for (const each of group) {
      const { feedback, reject } = each
      const known = fresh.get(feedback.id) ?? this.#index.get(feedback.id)
      if (known !== undefined && known.label !== feedback.label) {
        reject(conflict(known, feedback))
        continue
      }
      kept.push(each)
      if (known === undefined || feedback.atMs > known.atMs) fresh.set(feedback.id, feedback)
    }
    if (fresh.size > 0) await this.#file.write(Buffer.from(Array.from(fresh.values(), feedbackLine).join('')))
    for (const feedback of fresh.values()) this.#index.add(feedback)
    for (const { resolve } of kept) resolve()
  }
}

/** The error for feedback that contradicts what is known. */
export function conflict(known: Feedback, { id, label }: Feedback): MillraceError {
  return new MillraceError({
    code: 'E_FEEDBACK_CONFLICT',
    message: `the label of prediction '${id}' is known to be ${JSON.stringify(known.label)}, not ${JSON.stringify(label)}; a label is given once and does not change`,
    details: { id, known: known.label, label },
  })
}

/** The error for feedback that cannot be kept. */
export function unwritable({ id }: Feedback, cause: unknown): MillraceError {
  return new MillraceError({
    code: 'E_LOG_UNWRITABLE',
    message: `the feedback for prediction '${id}' cannot be kept: ${cause instanceof Error ? cause.message : String(cause)}; send it again later`,
    details: { id },
    cause,
  })
}
